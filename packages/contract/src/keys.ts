import Type from 'typebox';
import { Fingerprint, Id, Instant, MailAddress, Nullable, Password } from './common.ts';
import type { RouteTable } from './route.ts';

const MAX_OCTETS = 16 * 1024;
const MAX_UNLOCKS = 10;

/** Up to 16 KiB that the server keeps and does not understand. */
export const Octets = (description: string) =>
  Type.String({
    minLength: 4,
    maxLength: 4 * Math.ceil(MAX_OCTETS / 3),
    pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    description: `${description}: at most 16 KiB in base64 (RFC 4648 §4)`,
  });
const Hash = Type.String({ description: 'SHA-256, lower-case hex' });
const LogSeq = Type.Integer({ description: 'The entry of the key log that says when the key was added' });
const Salt = Type.String({ description: '16 octets in base64: opens the commitment to the address in the key log' });

export const KeyVersion = Type.Union([Type.Literal(4), Type.Literal(6)], { description: 'Version of the OpenPGP key' });
export const PublicKey = Octets('Transferable public key (RFC 9580 §10.1), binary');

const unlockFields = {
  kind: Type.Union([Type.Literal('passphrase'), Type.Literal('recovery-code'), Type.Literal('passkey')]),
  label: Type.String({ maxLength: 100, pattern: '^[^\\u0000-\\u001f\\u007f]*$' }),
  material: Octets('The unlock (docs/FORMATS.md), as the browser made it'),
};
const NewUnlock = Type.Object(unlockFields);
export const Unlock = Type.Object({ id: Id, ...unlockFields, createdAt: Instant });

const keyFields = { fingerprint: Fingerprint, version: KeyVersion, publicKey: PublicKey };
const ended = {
  state: Type.Union([Type.Literal('replaced'), Type.Literal('revoked')]),
  replacedBy: Nullable(Fingerprint),
  statement: Octets('The signed statement of the rotation, or the revocation'),
  createdAt: Instant,
  endedAt: Instant,
};

export const AccountKey = Type.Object({
  ...keyFields,
  createdAt: Instant,
  addressSalt: Salt,
  logSeq: LogSeq,
  unlocks: Type.Array(Unlock),
});

export const FormerKey = Type.Object({
  ...keyFields,
  ...ended,
  formerKey: Nullable(Octets('The secret key, encrypted to the next key')),
  addressSalt: Salt,
  logSeq: LogSeq,
  unlocks: Type.Array(Unlock, { description: 'Of a revoked key only; those of a replaced one are deleted' }),
});

export const PublishedKey = Type.Object({ ...keyFields, addressSalt: Salt, logSeq: LogSeq });
export const PublishedFormerKey = Type.Object({ ...keyFields, ...ended, addressSalt: Salt, logSeq: LogSeq });

export const KeyLogEntry = Type.Object({
  seq: Type.Integer(),
  entry: Type.String({ description: 'Canonical JSON, exactly as hashed (docs/FORMATS.md, "Key log")' }),
  hash: Hash,
});

const newKeyFields = { ...keyFields, unlocks: Type.Array(NewUnlock, { minItems: 1, maxItems: MAX_UNLOCKS }) };
const proof = { currentPassword: Type.Optional(Password) };
const KeyAnswer = Type.Object({ key: AccountKey });
const refusedProof = ['sign_in_failed', 'too_many_requests'] as const;

export const keyRoutes = {
  'GET /api/v1/account/key': {
    summary: 'One’s own key with its unlocks, and the keys before it, newest first',
    access: 'account',
    status: 200,
    response: Type.Object({ key: Nullable(AccountKey), formerKeys: Type.Array(FormerKey) }),
    errors: [],
  },
  'POST /api/v1/account/key': {
    summary: 'Set up one’s key; takes the password or a sign-in not older than 10 minutes',
    access: 'account',
    body: Type.Object({ ...newKeyFields, ...proof }),
    status: 201,
    response: KeyAnswer,
    errors: ['key_exists', 'key_invalid', 'too_many_keys', ...refusedProof],
  },
  'POST /api/v1/account/key/rotate': {
    summary: 'Put a new key in the place of one’s own; takes the password or a sign-in not older than 10 minutes',
    access: 'account',
    body: Type.Object({
      ...newKeyFields,
      oldFingerprint: Fingerprint,
      statement: Octets('The statement of the rotation, signed by both keys'),
      formerKey: Octets('The old secret key, encrypted to the new key'),
      ...proof,
    }),
    status: 200,
    response: KeyAnswer,
    errors: ['own_key_changed', 'key_exists', 'key_invalid', 'too_many_keys', ...refusedProof],
  },
  'POST /api/v1/account/key/revoke': {
    summary: 'Revoke one’s key without a new one; takes the password or a sign-in not older than 10 minutes',
    access: 'account',
    body: Type.Object({
      fingerprint: Fingerprint,
      statement: Octets('The revoked public key or certificate'),
      ...proof,
    }),
    status: 204,
    errors: ['own_key_changed', ...refusedProof],
  },
  'POST /api/v1/account/key/unlocks': {
    summary: 'Add an unlock to one’s key',
    access: 'account',
    body: Type.Object({ fingerprint: Fingerprint, ...unlockFields }),
    status: 201,
    response: Type.Object({ unlock: Unlock }),
    errors: ['own_key_changed', 'too_many_unlocks', 'too_many_requests'],
  },
  'POST /api/v1/account/key/unlocks/:id/remove': {
    summary: 'Delete an unlock for good; takes the password or a sign-in not older than 10 minutes',
    access: 'account',
    params: Type.Object({ id: Id }),
    body: Type.Object(proof),
    status: 204,
    errors: ['not_found', 'last_unlock', ...refusedProof],
  },
  'POST /api/v1/keys/lookup': {
    summary:
      'The keys of recipients; null where there is none, for whatever reason. Citizens ask for the partners of their replies only',
    access: 'account',
    apiToken: true,
    body: Type.Object({ emails: Type.Array(MailAddress, { minItems: 1, maxItems: 200 }) }),
    status: 200,
    response: Type.Object({
      keys: Type.Array(Type.Object({ email: MailAddress, key: Nullable(PublishedKey) }), {
        description: 'One for each address, in the same order',
      }),
    }),
    errors: ['not_allowed', 'too_many_requests'],
  },
  'POST /api/v1/keys/history': {
    summary:
      'The former keys of one recipient with their signed statements, newest first: for a key that has changed. Citizens as for the lookup',
    access: 'account',
    apiToken: true,
    body: Type.Object({ email: MailAddress }),
    status: 200,
    response: Type.Object({ keys: Type.Array(PublishedFormerKey) }),
    errors: ['not_allowed', 'too_many_requests'],
  },
  'GET /api/v1/key-log': {
    summary: 'Entries of the key log, oldest first; anybody may check the chain',
    access: 'account',
    apiToken: true,
    query: Type.Object({
      after: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, default: 0 })),
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 500 })),
    }),
    status: 200,
    response: Type.Object({
      entries: Type.Array(KeyLogEntry),
      nextAfter: Nullable(Type.Integer({ description: 'null: there are no more at the moment' })),
    }),
    errors: [],
  },
} as const satisfies RouteTable;
