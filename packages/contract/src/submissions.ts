import Type from 'typebox';
import { Fingerprint, Id, Instant, MailAddress, Nullable, SecretToken } from './common.ts';
import { KeyVersion, PublicKey } from './keys.ts';
import type { RouteTable } from './route.ts';
import { Entrance, EntranceState, SubmittedFile } from './upload-links.ts';
import { DeclaredUpload, UploadFields } from './uploads.ts';

/** A submission as whoever submits sees it. */
export const Submission = Type.Object({
  id: Id,
  state: Type.Union([Type.Literal('draft'), Type.Literal('sent')]),
  isSupplement: Type.Boolean({ description: 'Adds to one that was sent before' }),
  email: Nullable(MailAddress),
  isConfirmed: Type.Boolean(),
  sendable: EntranceState,
  entrance: Entrance,
  files: Type.Array(SubmittedFile, { description: 'Its own, and those of what was sent with it, oldest first' }),
  sent: Type.Array(
    Type.Object({
      id: Id,
      token: Type.String(),
      sentAt: Instant,
      expiresAt: Instant,
      pickedUpAt: Nullable(Instant),
    }),
    { description: 'What was sent and can still be read, oldest first' },
  ),
});

const own = { access: 'submission', params: Type.Object({ token: SecretToken }) } as const;
const SubmissionAnswer = Type.Object({ submission: Submission });

export const submissionRoutes = {
  'GET /api/v1/submissions/:token': {
    summary: 'The submission, and what becomes of it. Changes nothing',
    ...own,
    status: 200,
    response: SubmissionAnswer,
    errors: ['not_found'],
  },
  'DELETE /api/v1/submissions/:token': {
    summary: 'Throw it away while it is not sent, with its files',
    ...own,
    status: 204,
    errors: ['not_found', 'delivery_not_draft'],
  },
  'POST /api/v1/submissions/:token/uploads': {
    summary: 'Declare a file; limits are checked here, before an octet moves',
    ...own,
    body: Type.Object({
      ...UploadFields,
      requestedDocumentId: Type.Optional(
        Type.String({ format: 'uuid', description: 'Which requested document it is; without it, something else' }),
      ),
    }),
    status: 201,
    response: DeclaredUpload,
    errors: [
      'not_found',
      'delivery_not_draft',
      'upload_link_closed',
      'deadline_passed',
      'requested_document_unknown',
      'file_too_large',
      'delivery_too_large',
      'too_many_files',
      'file_name_invalid',
      'storage_unavailable',
    ],
  },
  'DELETE /api/v1/submissions/:token/files/:fileId': {
    summary: 'Take a file out while it is not sent',
    access: 'submission',
    params: Type.Object({ token: SecretToken, fileId: Id }),
    status: 204,
    errors: ['not_found', 'delivery_not_draft'],
  },
  'PUT /api/v1/submissions/:token/manifest': {
    summary:
      'Levels 3 and 4: store the sealed manifest of a draft, at most 4 MiB, which the server cannot open. Replaces the ' +
      'one before',
    ...own,
    query: Type.Object({ fingerprint: Fingerprint }),
    bodyType: 'application/octet-stream',
    status: 204,
    errors: [
      'not_found',
      'delivery_not_draft',
      'manifest_not_wanted',
      'manifest_not_sealed',
      'payload_too_large',
      'upload_link_closed',
      'deadline_passed',
    ],
  },
  'POST /api/v1/submissions/:token/send': {
    summary: 'Send it: only now it counts',
    ...own,
    body: Type.Object({
      email: Type.Optional(MailAddress),
      isPartial: Type.Boolean({ description: 'Whoever submits has seen which required documents are missing' }),
      sealed: Type.Optional(
        Type.Object(
          {
            key: Type.Object({ fingerprint: Fingerprint, version: KeyVersion, publicKey: PublicKey }),
            commitments: Type.Array(
              Type.Object({ fileId: Id, commitment: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
              { maxItems: 2000, description: 'One for each file (docs/FORMATS.md, “Commitment”)' },
            ),
          },
          {
            description:
              'Levels 3 and 4: the one-off key that signed the manifest, and what the receipt shows of files',
          },
        ),
      ),
    }),
    status: 200,
    response: SubmissionAnswer,
    errors: [
      'not_found',
      'delivery_not_draft',
      'submission_empty',
      'upload_incomplete',
      'documents_missing',
      'upload_link_closed',
      'deadline_passed',
      'submissions_full',
      'too_many_requests',
      'key_invalid',
      'delivery_incomplete',
      'recipient_key_changed',
    ],
  },
  'POST /api/v1/submissions/:token/supplements': {
    summary: 'Begin to add to it, or to replace parts of it, while the upload link lives',
    ...own,
    status: 201,
    response: Type.Object({ id: Id, token: Type.String() }),
    errors: ['not_found', 'delivery_not_active', 'upload_link_closed', 'deadline_passed', 'too_many_supplements'],
  },
} as const satisfies RouteTable;
