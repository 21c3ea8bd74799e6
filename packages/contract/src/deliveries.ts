import Type from 'typebox';
import { Limits } from './accounts.ts';
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
  SizeBytes,
  Text,
} from './common.ts';

import { ReaderKind, RefusalReason } from './manifests.ts';
import type { RouteTable } from './route.ts';

export const DeliveryState = Type.Union([
  Type.Literal('draft'),
  Type.Literal('active'),
  Type.Literal('recalled'),
  Type.Literal('expired'),
]);

export const MailState = Type.Union([
  Type.Literal('none'),
  Type.Literal('queued'),
  Type.Literal('waiting'),
  Type.Literal('mailed'),
  Type.Literal('bounced'),
  Type.Literal('letter'),
]);

export const RecipientStatus = Type.Object({
  id: Id,
  email: MailAddress,
  mailState: MailState,
  mailReason: Nullable(Type.String()),
  mailedAt: Nullable(Instant),
  openedAt: Nullable(Instant),
  reader: Nullable(ReaderKind),
  readerFingerprint: Nullable(Fingerprint),
  refusedAt: Nullable(Instant),
  refusalReason: Nullable(RefusalReason),
  fetches: Type.Array(Type.Object({ fileId: Id, deliveredAt: Instant })),
});

export const DeliveryFile = Type.Object({
  id: Id,
  path: Nullable(FilePath),
  position: Type.Integer({ description: 'Place among the files, in ascending order; there may be gaps' }),
  mediaType: Nullable(Type.String()),
  sizeBytes: SizeBytes,
  sealedSizeBytes: SizeBytes,
  state: Type.Union([Type.Literal('uploading'), Type.Literal('stored')]),
  uploadId: Nullable(Id),
});

export const Delivery = Type.Object({
  id: Id,
  level: Level,
  state: DeliveryState,
  language: Language,
  subject: Nullable(Type.String({ description: 'null at level 4: it is in the manifest' })),
  message: Nullable(Type.String({ description: 'null at level 4: it is in the manifest' })),
  expiryDays: Type.Integer(),
  expiresAt: Nullable(Instant),
  downloadLimit: Nullable(Type.Integer()),
  receiptWanted: Type.Boolean(),
  createdAt: Instant,
  updatedAt: Instant,
  sentAt: Nullable(Instant),
  endedAt: Nullable(Instant),
  recipients: Type.Array(RecipientStatus),
  files: Type.Array(DeliveryFile),
  answered: Nullable(
    Type.Object(
      {
        sentAt: Nullable(Instant),
        path: Nullable(Type.String({ description: 'Path of its page; null when it can no longer be opened' })),
        limits: Limits,
      },
      { description: 'What a reply answers, and what the reply may hold; null for what is no reply' },
    ),
  ),
  answers: Type.Array(
    Type.Object({ recipientId: Id, sentAt: Instant, path: Type.String({ description: 'Path of the reply’s page' }) }),
    { description: 'Replies of recipients that can still be fetched, oldest first' },
  ),
});

export const DeliverySummary = Type.Object({
  id: Id,
  level: Level,
  state: DeliveryState,
  subject: Nullable(Type.String()),
  recipients: Type.Array(MailAddress),
  recipientCount: Type.Integer(),
  fileCount: Type.Integer(),
  totalBytes: SizeBytes,
  fetchedCount: Type.Integer({ description: 'Recipients who have fetched at least one file' }),
  bouncedCount: Type.Integer(),
  isReply: Type.Boolean(),
  answerCount: Type.Integer({ description: 'Replies to it that can still be fetched' }),
  createdAt: Instant,
  sentAt: Nullable(Instant),
  expiresAt: Nullable(Instant),
});

/** What the sender may set while it is a draft; each field alone, so that it is saved as one goes. */
export const DraftFields = Type.Object({
  level: Type.Optional(Level),
  language: Type.Optional(Language),
  subject: Type.Optional(Text(PLATFORM_LIMITS.maxSubjectCharacters)),
  message: Type.Optional(Text(PLATFORM_LIMITS.maxMessageCharacters)),
  recipients: Type.Optional(Type.Array(MailAddress, { maxItems: 1000 })),
  expiryDays: Type.Optional(Type.Integer({ minimum: 1, maximum: 3650 })),
  downloadLimit: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1000 }))),
  receiptWanted: Type.Optional(Type.Boolean()),
});

const deliveryParams = Type.Object({ id: Id });
const DeliveryAnswer = Type.Object({ delivery: Delivery });
/** Of a citizen, what there is are replies (`POST /api/v1/links/:token/replies`). */
const own = { access: 'account', apiToken: true, params: deliveryParams } as const;

export const deliveryRoutes = {
  'GET /api/v1/deliveries': {
    summary: 'One’s own deliveries, newest first; of a citizen, the replies',
    access: 'account',
    apiToken: true,
    query: Type.Object({
      state: Type.Optional(DeliveryState),
      cursor: Type.Optional(Text(200)),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, default: 50 })),
    }),
    status: 200,
    response: Type.Object({ deliveries: Type.Array(DeliverySummary), nextCursor: Nullable(Type.String()) }),
    errors: [],
  },
  'POST /api/v1/deliveries': {
    summary: 'Begin a draft',
    access: 'caseworker',
    apiToken: true,
    body: DraftFields,
    status: 201,
    response: DeliveryAnswer,
    errors: ['recipient_invalid', 'too_many_recipients', 'expiry_out_of_policy', 'message_must_be_sealed'],
  },
  'POST /api/v1/deliveries/form': {
    summary: 'Write and send in one call with a form: to, subject, message, level, expiryDays, then the files',
    access: 'caseworker',
    apiToken: true,
    bodyType: 'multipart/form-data',
    status: 201,
    response: Type.Object({
      delivery: Delivery,
      links: Type.Array(Type.Object({ email: MailAddress, link: Type.String() })),
    }),
    errors: [
      'form_field_order',
      'recipient_invalid',
      'file_too_large',
      'too_many_files',
      'file_name_invalid',
      'delivery_incomplete',
      'too_many_notices',
      'storage_unavailable',
      'storage_full',
    ],
  },
  'GET /api/v1/deliveries/:id': {
    summary: 'One of one’s own deliveries, with what became of it',
    ...own,
    status: 200,
    response: DeliveryAnswer,
    errors: ['not_found'],
  },
  'PATCH /api/v1/deliveries/:id': {
    summary: 'Save fields of a draft',
    ...own,
    body: DraftFields,
    status: 200,
    response: DeliveryAnswer,
    errors: [
      'not_found',
      'delivery_not_draft',
      'recipient_invalid',
      'too_many_recipients',
      'expiry_out_of_policy',
      'message_must_be_sealed',
      'level_fixed_by_files',
      'reply_is_fixed',
    ],
  },
  'DELETE /api/v1/deliveries/:id': {
    summary: 'Throw a draft away, with its files',
    ...own,
    status: 204,
    errors: ['not_found', 'delivery_not_draft'],
  },
  'POST /api/v1/deliveries/:id/send': {
    summary: 'Send: one link per recipient, by mail. At levels 3 and 4 with all manifests in place',
    ...own,
    body: Type.Object({
      pending: Type.Optional(
        Type.Array(Id, {
          maxItems: 1000,
          description: 'Levels 3 and 4: ids of recipients who have no key yet and to whom the sender will release',
        }),
      ),
    }),
    isBodyOptional: true,
    status: 200,
    response: DeliveryAnswer,
    errors: [
      'not_found',
      'delivery_not_draft',
      'delivery_incomplete',
      'upload_incomplete',
      'recipient_key_changed',
      'own_key_changed',
      'partner_gone',
      'too_many_notices',
    ],
  },
  'POST /api/v1/deliveries/:id/recall': {
    summary: 'Recall at once; running downloads stop and the content is destroyed',
    ...own,
    status: 200,
    response: DeliveryAnswer,
    errors: ['not_found', 'delivery_not_active'],
  },
  'PATCH /api/v1/deliveries/:id/expiry': {
    summary: 'Shorten or extend, within the policy counted from sending',
    ...own,
    access: 'caseworker',
    body: Type.Object({ expiresAt: Instant }),
    status: 200,
    response: DeliveryAnswer,
    errors: ['not_found', 'delivery_not_active', 'expiry_out_of_policy'],
  },
  'POST /api/v1/deliveries/:id/recipients/:recipientId/resend': {
    summary: 'Mail a recipient the same link again',
    access: 'caseworker',
    apiToken: true,
    params: Type.Object({ id: Id, recipientId: Id }),
    status: 200,
    response: DeliveryAnswer,
    errors: ['not_found', 'delivery_not_active', 'too_many_requests', 'too_many_notices'],
  },
  'GET /api/v1/deliveries/:id/recipients/:recipientId/link': {
    summary: 'The recipient’s link, for a letter or a call',
    access: 'caseworker',
    apiToken: true,
    params: Type.Object({ id: Id, recipientId: Id }),
    status: 200,
    response: Type.Object({ link: Type.String() }),
    errors: ['not_found', 'delivery_not_active'],
  },
  'DELETE /api/v1/deliveries/:id/files/:fileId': {
    summary: 'Take a file out of a draft',
    access: 'account',
    apiToken: true,
    params: Type.Object({ id: Id, fileId: Id }),
    status: 204,
    errors: ['not_found', 'delivery_not_draft'],
  },
} as const satisfies RouteTable;
