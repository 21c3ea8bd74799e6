import Type from 'typebox';
import { Instant, Nullable } from './common.ts';
import type { RouteTable } from './route.ts';

export const SubmittedFilesPolicy = Type.Object(
  {
    allowMacros: Type.Boolean({ description: 'Office files with macros, or with objects of other programs' }),
    allowActivePdf: Type.Boolean({ description: 'PDFs with JavaScript' }),
    allowEncrypted: Type.Boolean({ description: 'What is under a password' }),
    allowUnchecked: Type.Boolean({ description: 'What was not looked into, as archives other than ZIP' }),
  },
  { description: 'What of submitted files is taken though it may do harm; programs and scripts never are' },
);

const SubmittedFilesAnswer = Type.Object({
  policy: SubmittedFilesPolicy,
  changes: Type.Array(
    Type.Object({
      at: Instant,
      by: Nullable(Type.String()),
      before: SubmittedFilesPolicy,
      after: SubmittedFilesPolicy,
    }),
    { description: 'Newest first' },
  ),
});

/** What administrators set for their organisation. */
export const organisationRoutes = {
  'GET /api/v1/organisation/submitted-files': {
    summary: 'Which files citizens may submit, and who has changed that',
    access: 'administrator',
    status: 200,
    response: SubmittedFilesAnswer,
    errors: [],
  },
  'PUT /api/v1/organisation/submitted-files': {
    summary: 'Change which files citizens may submit; it is recorded who did',
    access: 'administrator',
    body: SubmittedFilesPolicy,
    status: 200,
    response: SubmittedFilesAnswer,
    errors: [],
  },
} as const satisfies RouteTable;
