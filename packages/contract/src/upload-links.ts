import Type from 'typebox';
import {
  FilePath,
  Fingerprint,
  Id,
  Instant,
  Language,
  Level,
  MailAddress,
  Nullable,
  PLATFORM_LIMITS,
  SecretToken,
  SizeBytes,
  Text,
} from './common.ts';
import { MailState } from './deliveries.ts';
import { Octets, PublicKey } from './keys.ts';
import { SubmittedFilesPolicy } from './organisations.ts';
import type { RouteTable } from './route.ts';

/** What a requested document may be; told by its content. */
export const AcceptedKind = Type.Union(
  [Type.Literal('pdf'), Type.Literal('image'), Type.Literal('office'), Type.Literal('text'), Type.Literal('any')],
  { description: 'any: whatever is not refused anyhow, as programs are' },
);

export const EntranceState = Type.Union([
  Type.Literal('open'),
  Type.Literal('closed'),
  Type.Literal('deadline_passed'),
  Type.Literal('full'),
]);

const DocumentName = Type.String({ minLength: 1, maxLength: PLATFORM_LIMITS.maxDocumentNameCharacters });
const documentFields = {
  name: DocumentName,
  explanation: Text(PLATFORM_LIMITS.maxDocumentExplanationCharacters),
  isRequired: Type.Boolean(),
  acceptedKinds: Type.Array(AcceptedKind, { minItems: 1, maxItems: 5 }),
};

export const RequestedDocument = Type.Object({ id: Id, ...documentFields });

const Title = Type.String({ minLength: 1, maxLength: PLATFORM_LIMITS.maxSubjectCharacters });
const texts = {
  title: Title,
  reference: Type.String({ maxLength: PLATFORM_LIMITS.maxSubjectCharacters, description: 'File number; may be empty' }),
  instructions: Text(PLATFORM_LIMITS.maxMessageCharacters),
};
const MaxSubmissions = Nullable(Type.Integer({ minimum: 1, maximum: 100_000, description: 'null: unlimited' }));

export const UploadLinkFields = Type.Object({
  ...texts,
  level: Type.Union([Type.Literal(1), Type.Literal(2), Type.Literal(3), Type.Literal(4)], {
    description:
      '1: whoever has the link submits; 2: only with a mail address that was confirmed by a code; 3: and the files are ' +
      'sealed to the owner’s key; 4: and so is the message',
  }),
  ownerFingerprint: Type.Optional(Fingerprint),
  language: Language,
  documents: Type.Array(Type.Object(documentFields), { maxItems: PLATFORM_LIMITS.maxRequestedDocuments }),
  deadlineAt: Instant,
  maxSubmissions: MaxSubmissions,
  maxSubmissionBytes: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  pin: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: '4 to 12 digits' })),
  teamId: Type.Optional(Type.String({ format: 'uuid', description: 'The team that it belongs to; none: to oneself' })),
});

const OwnerTeam = Nullable(
  Type.Object({ id: Id, name: Type.String() }, { description: 'null: it belongs to whoever made it' }),
);

export const UploadLink = Type.Object({
  id: Id,
  ...texts,
  level: Level,
  team: OwnerTeam,
  language: Language,
  state: EntranceState,
  link: Type.String({ description: 'The address to hand on' }),
  ownerFingerprint: Nullable(Fingerprint),
  hasPin: Type.Boolean(),
  deadlineAt: Instant,
  maxSubmissions: MaxSubmissions,
  acceptedCount: Type.Integer(),
  maxSubmissionBytes: SizeBytes,
  invitedEmail: Nullable(MailAddress),
  mailState: MailState,
  mailReason: Nullable(Type.String()),
  mailedAt: Nullable(Instant),
  createdAt: Instant,
  documents: Type.Array(RequestedDocument),
});

export const UploadLinkSummary = Type.Object({
  id: Id,
  title: Type.String(),
  reference: Type.String(),
  level: Level,
  team: OwnerTeam,
  state: EntranceState,
  deadlineAt: Instant,
  acceptedCount: Type.Integer(),
  maxSubmissions: MaxSubmissions,
  unopenedCount: Type.Integer({ description: 'Submissions that the owner has not opened yet' }),
  createdAt: Instant,
});

export const ReviewState = Type.Union([Type.Literal('received'), Type.Literal('accepted'), Type.Literal('rejected')]);

export const SubmittedFile = Type.Object({
  id: Id,
  submissionId: Id,
  requestedDocumentId: Nullable(Id),
  path: Nullable(FilePath),
  mediaType: Nullable(Type.String()),
  sizeBytes: SizeBytes,
  commitment: Nullable(
    Type.String({
      description: 'Levels 3 and 4, once it is sent: 64 hexadecimal digits (docs/FORMATS.md, “Commitment”)',
    }),
  ),
  state: Type.Union([Type.Literal('uploading'), Type.Literal('stored')]),
  uploadId: Nullable(Id),
  review: Nullable(
    Type.Object(
      { state: ReviewState, reason: Nullable(Type.String()), at: Nullable(Instant) },
      { description: 'null while it is not sent' },
    ),
  ),
});

export const ReceivedSubmission = Type.Object({
  id: Id,
  supplements: Nullable(Type.String({ format: 'uuid', description: 'The submission that it adds to; null: none' })),
  email: Nullable(MailAddress),
  isConfirmed: Type.Boolean({ description: 'Whether the address was proved by a mailed code' }),
  sentAt: Instant,
  expiresAt: Instant,
  openedAt: Nullable(Instant),
  pickedUpAt: Nullable(Instant),
  linkToken: Type.String({ description: 'Its files are fetched as those of a delivery, by the owner, signed in' }),
  seal: Nullable(
    Type.Object(
      {
        readerFingerprint: Fingerprint,
        fingerprint: Fingerprint,
        publicKey: PublicKey,
      },
      { description: 'Levels 3 and 4: which own key opens the manifest, and which one-off key signed it' },
    ),
  ),
  files: Type.Array(SubmittedFile),
});

/** An upload link as whoever holds it sees it. */
export const Entrance = Type.Object({
  organisation: Type.String(),
  owner: Type.String(),
  language: Language,
  timeZone: Type.String(),
  level: Level,
  state: EntranceState,
  needsPin: Type.Boolean(),
  deadlineAt: Instant,
  maxSubmissionBytes: SizeBytes,
  maxFiles: Type.Integer(),
  files: SubmittedFilesPolicy,
  ownerKeys: Nullable(
    Type.Object(
      {
        address: Nullable(MailAddress),
        teamId: Nullable(Type.String({ format: 'uuid', description: 'Of the team whose key it is; null: a person’s' })),
        key: Nullable(Type.Object({ fingerprint: Fingerprint, publicKey: PublicKey })),
        formerKeys: Type.Array(
          Type.Object({
            fingerprint: Fingerprint,
            publicKey: PublicKey,
            statement: Octets('Of the rotation, or the end'),
          }),
          { description: 'Newest first' },
        ),
      },
      { description: 'Levels 3 and 4: what is sealed to. The fingerprint in the link decides, not this answer' },
    ),
  ),
  details: Nullable(
    Type.Object(
      {
        title: Type.String(),
        reference: Type.String(),
        instructions: Type.String(),
        documents: Type.Array(RequestedDocument),
      },
      { description: 'null: the PIN is needed first' },
    ),
  ),
});

const own = { access: 'caseworker', apiToken: true, params: Type.Object({ id: Id }) } as const;
const entrance = { access: 'entrance', params: Type.Object({ token: SecretToken }) } as const;
const UploadLinkAnswer = Type.Object({ uploadLink: UploadLink });

export const uploadLinkRoutes = {
  'GET /api/v1/upload-links': {
    summary: 'One’s own upload links, newest first',
    access: 'caseworker',
    apiToken: true,
    status: 200,
    response: Type.Object({ uploadLinks: Type.Array(UploadLinkSummary) }),
    errors: [],
  },
  'POST /api/v1/upload-links': {
    summary: 'Open an entrance for documents',
    access: 'caseworker',
    apiToken: true,
    body: UploadLinkFields,
    status: 201,
    response: UploadLinkAnswer,
    errors: ['not_found', 'deadline_out_of_policy', 'own_key_changed', 'team_key_changed'],
  },
  'GET /api/v1/upload-links/:id': {
    summary: 'One of one’s own upload links',
    ...own,
    status: 200,
    response: UploadLinkAnswer,
    errors: ['not_found'],
  },
  'PATCH /api/v1/upload-links/:id': {
    summary: 'Extend or shorten it, or change how many submissions it takes',
    ...own,
    body: Type.Object({ deadlineAt: Type.Optional(Instant), maxSubmissions: Type.Optional(MaxSubmissions) }),
    status: 200,
    response: UploadLinkAnswer,
    errors: ['not_found', 'upload_link_closed', 'deadline_out_of_policy'],
  },
  'POST /api/v1/upload-links/:id/close': {
    summary: 'Close it at once and for good; what was submitted stays',
    ...own,
    status: 200,
    response: UploadLinkAnswer,
    errors: ['not_found'],
  },
  'POST /api/v1/upload-links/:id/mail': {
    summary: 'Mail the link to a citizen',
    ...own,
    body: Type.Object({ email: MailAddress }),
    status: 200,
    response: UploadLinkAnswer,
    errors: [
      'not_found',
      'recipient_invalid',
      'upload_link_closed',
      'deadline_passed',
      'submissions_full',
      'too_many_notices',
    ],
  },
  'GET /api/v1/upload-links/:id/submissions': {
    summary: 'What came through it and can still be read, newest first',
    ...own,
    status: 200,
    response: Type.Object({ submissions: Type.Array(ReceivedSubmission) }),
    errors: ['not_found'],
  },
  'PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review': {
    summary: 'Accept or reject a document, with a reason that goes back to whoever submitted it',
    access: 'caseworker',
    apiToken: true,
    params: Type.Object({ id: Id, submissionId: Id, fileId: Id }),
    body: Type.Object({ state: ReviewState, reason: Type.Optional(Text(2000)) }),
    status: 204,
    errors: ['not_found', 'delivery_not_active'],
  },
  'GET /api/v1/entrances/:token': {
    summary: 'The upload link: who asks, for what, until when. Changes nothing',
    ...entrance,
    status: 200,
    response: Type.Object({ entrance: Entrance }),
    errors: ['not_found'],
  },
  'POST /api/v1/entrances/:token/unlock': {
    summary: 'Take the PIN; gives a grant for this upload link',
    ...entrance,
    body: Type.Object({ pin: Type.String({ minLength: 1, maxLength: 40 }) }),
    status: 200,
    response: Type.Object({ grant: Type.String(), entrance: Entrance }),
    errors: ['not_found', 'pin_wrong', 'too_many_requests'],
  },
  'POST /api/v1/entrances/:token/codes': {
    summary: 'Level 2: mail a code that confirms an address',
    ...entrance,
    body: Type.Object({ email: MailAddress, grant: Type.Optional(Text(2000)) }),
    status: 202,
    response: Type.Object({ challengeId: Id, expiresAt: Instant }),
    errors: [
      'not_found',
      'pin_required',
      'upload_link_closed',
      'deadline_passed',
      'submissions_full',
      'too_many_requests',
    ],
  },
  'POST /api/v1/entrances/:token/submissions': {
    summary: 'Begin a submission. It counts for nothing until it is sent',
    ...entrance,
    body: Type.Object({
      grant: Type.Optional(Text(2000)),
      confirmation: Type.Optional(Type.Object({ challengeId: Id, code: Type.String({ minLength: 1, maxLength: 40 }) })),
    }),
    status: 201,
    response: Type.Object({
      id: Id,
      token: Type.String({ description: 'Proves whoever submits; to be kept on the device' }),
    }),
    errors: [
      'not_found',
      'pin_required',
      'address_not_confirmed',
      'code_wrong_or_expired',
      'upload_link_closed',
      'deadline_passed',
      'submissions_full',
      'too_many_requests',
    ],
  },
} as const satisfies RouteTable;
