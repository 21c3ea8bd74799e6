import Type from 'typebox';
import { FilePath, Fingerprint, Id, Instant, Language, Level, Nullable, SecretToken, SizeBytes } from './common.ts';
import { DeliveryState } from './deliveries.ts';
import { PublishedFormerKey, PublishedKey } from './keys.ts';
import { ReaderKind } from './manifests.ts';
import type { RouteTable } from './route.ts';

const linkParams = Type.Object({ token: SecretToken });

export const ReceivedFile = Type.Object({
  id: Id,
  path: Nullable(FilePath),
  mediaType: Nullable(Type.String()),
  sizeBytes: SizeBytes,
  sealedSizeBytes: SizeBytes,
  fetchesLeft: Nullable(Type.Integer({ description: 'null: without limit' })),
});

export const ReceivedDelivery = Type.Object({
  id: Id,
  level: Level,
  language: Language,
  sender: Type.Object({
    displayName: Nullable(Type.String()),
    email: Type.String(),
    organisation: Nullable(Type.String({ description: 'null: a citizen' })),
  }),
  subject: Nullable(Type.String({ description: 'null at level 4: it is in the manifest' })),
  message: Nullable(Type.String({ description: 'null at level 4: it is in the manifest' })),
  reader: Nullable(ReaderKind),
  readerFingerprint: Nullable(Fingerprint),
  sentAt: Instant,
  expiresAt: Instant,
  timeZone: Type.String(),
  downloadLimit: Nullable(Type.Integer()),
  files: Type.Array(ReceivedFile),
  totalBytes: SizeBytes,
  isReply: Type.Boolean(),
  answered: Nullable(
    Type.Object(
      { id: Id, sentAt: Instant },
      { description: 'The reader’s own delivery that it answers, if it is there' },
    ),
  ),
  replies: Type.Array(Type.Object({ id: Id, state: DeliveryState, createdAt: Instant, sentAt: Nullable(Instant) }), {
    description: 'The reader’s own replies to it, oldest first, drafts included',
  }),
});

export const linkRoutes = {
  'GET /api/v1/links/:token': {
    summary: 'The delivery behind a link. Changes nothing',
    access: 'link',
    params: linkParams,
    status: 200,
    response: Type.Object({ delivery: ReceivedDelivery }),
    errors: ['not_found', 'sign_in_required', 'wrong_account'],
  },
  'GET /api/v1/links/:token/sender-key': {
    summary:
      'The keys of the sender, to check the signature of the manifest with. Changes nothing; levels 3 and 4 only',
    access: 'link',
    params: linkParams,
    status: 200,
    response: Type.Object({
      key: Nullable(PublishedKey),
      formerKeys: Type.Array(PublishedFormerKey, { description: 'With their signed statements, newest first' }),
    }),
    errors: ['not_found', 'sign_in_required', 'wrong_account'],
  },
  'POST /api/v1/links/:token/opened': {
    summary: 'A person has looked at the delivery',
    access: 'link',
    params: linkParams,
    status: 204,
    errors: ['not_found', 'sign_in_required', 'wrong_account'],
  },
  'POST /api/v1/links/:token/claims': {
    summary: 'Claim the download of a file whose number of downloads is limited. Uses nothing up: the last octet does',
    access: 'link',
    params: linkParams,
    body: Type.Object({ fileId: Id }),
    status: 201,
    response: Type.Object({
      grant: Type.String(),
      path: Type.String({ description: 'Where to fetch, with the grant' }),
    }),
    errors: ['not_found', 'sign_in_required', 'wrong_account', 'download_limit_reached', 'manifest_pending'],
  },
  'GET /api/v1/links/:token/files/:fileId': {
    summary: 'The file’s octets, at levels 3 and 4 as they were sealed; Range, If-Range and HEAD are understood',
    access: 'link',
    params: Type.Object({ token: SecretToken, fileId: Id }),
    query: Type.Object({ grant: Type.Optional(Type.String({ maxLength: 2000 })) }),
    status: 200,
    errors: [
      'not_found',
      'sign_in_required',
      'wrong_account',
      'download_claim_required',
      'download_limit_reached',
      'range_not_satisfiable',
      'token_expired',
      'manifest_pending',
      'storage_unavailable',
    ],
  },
  'GET /api/v1/links/:token/archive': {
    summary: 'All files as one ZIP archive, streamed; not where downloads are limited, nor at levels 3 and 4',
    access: 'link',
    params: linkParams,
    status: 200,
    errors: [
      'not_found',
      'sign_in_required',
      'wrong_account',
      'download_claim_required',
      'archive_not_available',
      'storage_unavailable',
    ],
  },
  'POST /api/v1/links/:token/replies': {
    summary:
      'Begin a reply: a draft at the same level whose only recipient is the sender. From level 2 on, for the addressed recipient',
    access: 'link',
    params: linkParams,
    status: 201,
    response: Type.Object({ deliveryId: Id }),
    errors: [
      'not_found',
      'sign_in_required',
      'wrong_account',
      'reply_not_available',
      'too_many_replies',
      'partner_gone',
    ],
  },
  'GET /api/v1/received': {
    summary: 'Deliveries of levels 2, 3 and 4 addressed to the signed-in account',
    access: 'account',
    status: 200,
    response: Type.Object({
      deliveries: Type.Array(
        Type.Object({
          path: Type.String({ description: 'Path of the delivery page' }),
          sender: Type.String(),
          organisation: Nullable(Type.String({ description: 'null: a citizen' })),
          level: Level,
          subject: Nullable(Type.String()),
          sentAt: Instant,
          expiresAt: Instant,
          fileCount: Type.Integer(),
          isReply: Type.Boolean(),
          answeredAt: Nullable(
            Type.String({ format: 'date-time', description: 'When one answered last; null: not yet' }),
          ),
        }),
      ),
    }),
    errors: [],
  },
} as const satisfies RouteTable;
