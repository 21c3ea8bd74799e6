import Type from 'typebox';
import { Fingerprint, Id, Instant, MailAddress, Nullable, SecretToken } from './common.ts';
import type { RouteTable } from './route.ts';

/** What a recipient of level 3 or 4 opens the manifest with; `pending`: with nothing yet, the sender will release. */
export const ReaderKind = Type.Union([Type.Literal('key'), Type.Literal('code'), Type.Literal('pending')]);

/** Why a recipient’s client did not open what the server gave it; codes of the keyring. */
export const RefusalReason = Type.Union([
  Type.Literal('damaged'),
  Type.Literal('malformed'),
  Type.Literal('not_signed'),
  Type.Literal('unknown_signer'),
  Type.Literal('wrong_signer'),
  Type.Literal('bad_signature'),
  Type.Literal('wrong_sender'),
  Type.Literal('wrong_delivery'),
  Type.Literal('wrong_level'),
  Type.Literal('wrong_time'),
  Type.Literal('wrong_files'),
  Type.Literal('not_addressed'),
  Type.Literal('file_size_mismatch'),
  Type.Literal('file_digest_mismatch'),
]);

export const PendingRelease = Type.Object({
  deliveryId: Id,
  recipientId: Id,
  email: MailAddress,
  fingerprint: Nullable(Fingerprint),
  enrolledAt: Nullable(Instant),
});

const ownDelivery = { access: 'account', apiToken: true, params: Type.Object({ id: Id }) } as const;
const link = { access: 'link', params: Type.Object({ token: SecretToken }) } as const;
const sealed = 'the sealed manifest, at most 4 MiB, which the server cannot open';

/** Levels 3 and 4: what opens the files goes through the server sealed (docs/FORMATS.md, “Manifest”). */
export const manifestRoutes = {
  'GET /api/v1/deliveries/pending-releases': {
    summary: 'Recipients of one’s active deliveries who had no key; with their key’s fingerprint once there is one',
    access: 'account',
    apiToken: true,
    status: 200,
    response: Type.Object({ releases: Type.Array(PendingRelease) }),
    errors: [],
  },
  'GET /api/v1/deliveries/:id/manifests/self': {
    summary: 'The sender’s own copy of the manifest, of a draft or an active delivery',
    ...ownDelivery,
    status: 200,
    errors: ['not_found'],
  },
  'PUT /api/v1/deliveries/:id/manifests/self': {
    summary: `Store the sender’s own copy: ${sealed}. Replaces the one before`,
    ...ownDelivery,
    query: Type.Object({ fingerprint: Fingerprint }),
    bodyType: 'application/octet-stream',
    status: 204,
    errors: [
      'not_found',
      'delivery_not_active',
      'manifest_not_wanted',
      'manifest_not_sealed',
      'own_key_changed',
      'payload_too_large',
    ],
  },
  'PUT /api/v1/deliveries/:id/manifests/:recipientId': {
    summary: `Store a recipient’s copy: ${sealed}. After sending it releases to a recipient who was pending`,
    access: 'account',
    apiToken: true,
    params: Type.Object({ id: Id, recipientId: Id }),
    query: Type.Object({
      reader: Type.Union([Type.Literal('key'), Type.Literal('code')]),
      fingerprint: Type.Optional(Fingerprint),
    }),
    bodyType: 'application/octet-stream',
    status: 204,
    errors: [
      'not_found',
      'delivery_not_active',
      'manifest_not_wanted',
      'manifest_not_sealed',
      'recipient_key_changed',
      'too_many_notices',
      'payload_too_large',
    ],
  },
  'GET /api/v1/deliveries/:id/files/:fileId/sealed': {
    summary: 'One’s own file of level 3 or 4 as it was sealed; Range, If-Range and HEAD are understood',
    access: 'account',
    apiToken: true,
    params: Type.Object({ id: Id, fileId: Id }),
    status: 200,
    errors: ['not_found', 'range_not_satisfiable', 'storage_unavailable'],
  },
  'GET /api/v1/links/:token/manifest': {
    summary: 'The recipient’s copy of the manifest. Changes nothing',
    ...link,
    status: 200,
    errors: ['not_found', 'sign_in_required', 'wrong_account', 'manifest_pending'],
  },
  'PUT /api/v1/links/:token/manifest': {
    summary: 'Replace the copy for the access code by one for the recipient’s own key; the code opens nothing any more',
    ...link,
    query: Type.Object({ fingerprint: Fingerprint }),
    bodyType: 'application/octet-stream',
    status: 204,
    errors: [
      'not_found',
      'sign_in_required',
      'wrong_account',
      'manifest_not_replaceable',
      'manifest_not_sealed',
      'own_key_changed',
      'payload_too_large',
    ],
  },
  'POST /api/v1/links/:token/refusals': {
    summary: 'The recipient’s client did not open what it got, for this reason; the sender is told',
    ...link,
    body: Type.Object({ reason: RefusalReason }),
    status: 204,
    errors: ['not_found', 'sign_in_required', 'wrong_account'],
  },
} as const satisfies RouteTable;
