import Type from 'typebox';
import { Id, Instant, Language, MailAddress, Nullable, Password, SecretToken, Text } from './common.ts';
import type { RouteTable } from './route.ts';

export const Limits = Type.Object({
  maxExpiryDays: Type.Integer(),
  maxFileBytes: Type.Integer(),
  maxDeliveryBytes: Type.Integer(),
  maxFiles: Type.Integer(),
  maxRecipients: Type.Integer(),
});

export const Account = Type.Object({
  id: Id,
  email: MailAddress,
  kind: Type.Union([Type.Literal('caseworker'), Type.Literal('citizen')]),
  role: Type.Union([Type.Literal('member'), Type.Literal('administrator')]),
  displayName: Nullable(Type.String()),
  language: Language,
  hasPassword: Type.Boolean(),
  organisation: Nullable(Type.Object({ id: Id, name: Type.String(), timeZone: Type.String(), limits: Limits })),
});

export const Session = Type.Object({
  id: Id,
  device: Type.String(),
  method: Type.String(),
  current: Type.Boolean(),
  createdAt: Instant,
  lastSeenAt: Instant,
  expiresAt: Instant,
});

export const ApiToken = Type.Object({
  id: Id,
  name: Type.String(),
  createdAt: Instant,
  expiresAt: Instant,
  lastUsedAt: Nullable(Instant),
});

const idParams = Type.Object({ id: Id });
const ok = <T extends Type.TSchema>(schema: T) => ({ status: 200 as const, response: schema });

export const accountRoutes = {
  'GET /api/v1/session': {
    summary: 'Who is signed in, and with which limits',
    access: 'anyone',
    apiToken: true,
    ...ok(Type.Object({ account: Nullable(Account), platformName: Type.String() })),
    errors: [],
  },
  'POST /api/v1/session/password': {
    summary: 'Sign in by password',
    access: 'anyone',
    body: Type.Object({ email: MailAddress, password: Password }),
    ...ok(Type.Object({ account: Account })),
    errors: ['sign_in_failed', 'too_many_requests'],
  },
  'POST /api/v1/session/code': {
    summary: 'Ask for a mailed code and link; the answer is the same whether the address is known or not',
    access: 'anyone',
    body: Type.Object({ email: MailAddress, language: Language, returnTo: Type.Optional(Text(300)) }),
    status: 202,
    response: Type.Object({ challengeId: Id, expiresAt: Instant }),
    errors: ['invalid_request', 'too_many_requests'],
  },
  'POST /api/v1/session/code/confirm': {
    summary: 'Sign in, or register, by the mailed code',
    access: 'anyone',
    body: Type.Object({ challengeId: Id, code: Text(20) }),
    ...ok(Type.Object({ account: Account, returnTo: Nullable(Type.String()) })),
    errors: ['code_wrong_or_expired', 'too_many_requests'],
  },
  'POST /api/v1/session/link/confirm': {
    summary: 'Sign in, or register, by the mailed link, in the browser that asked for it',
    access: 'anyone',
    body: Type.Object({ token: Type.String({ maxLength: 2000 }) }),
    ...ok(Type.Object({ account: Account, returnTo: Nullable(Type.String()) })),
    errors: ['code_wrong_or_expired', 'too_many_requests'],
  },
  'DELETE /api/v1/session': { summary: 'Sign out', access: 'account', status: 204, errors: [] },
  'GET /api/v1/sessions': {
    summary: 'One’s own sessions',
    access: 'account',
    ...ok(Type.Object({ sessions: Type.Array(Session) })),
    errors: [],
  },
  'DELETE /api/v1/sessions/:id': {
    summary: 'Revoke one of one’s own sessions',
    access: 'account',
    params: idParams,
    status: 204,
    errors: ['not_found'],
  },
  'PATCH /api/v1/account': {
    summary: 'Change one’s display name or language',
    access: 'account',
    body: Type.Object({
      displayName: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 100 }))),
      language: Type.Optional(Language),
    }),
    ...ok(Type.Object({ account: Account })),
    errors: [],
  },
  'PUT /api/v1/account/password': {
    summary: 'Set or change one’s password; ends all other sessions and revokes all API tokens',
    access: 'account',
    body: Type.Object({ currentPassword: Type.Optional(Password), newPassword: Password }),
    ...ok(Type.Object({ endedSessions: Type.Integer(), revokedApiTokens: Type.Integer() })),
    errors: ['sign_in_failed', 'password_too_weak', 'too_many_requests'],
  },
  'GET /api/v1/api-tokens': {
    summary: 'One’s own API tokens',
    access: 'caseworker',
    ...ok(Type.Object({ tokens: Type.Array(ApiToken) })),
    errors: [],
  },
  'POST /api/v1/api-tokens': {
    summary: 'Make an API token; it is shown once, and takes the password or a sign-in not older than 10 minutes',
    access: 'caseworker',
    body: Type.Object({
      name: Type.String({ minLength: 1, maxLength: 100 }),
      validDays: Type.Integer({ minimum: 1, maximum: 365 }),
      currentPassword: Type.Optional(Password),
    }),
    status: 201,
    response: Type.Object({ token: SecretToken, apiToken: ApiToken }),
    errors: ['sign_in_failed', 'too_many_requests'],
  },
  'DELETE /api/v1/api-tokens/:id': {
    summary: 'Revoke an API token',
    access: 'caseworker',
    params: idParams,
    status: 204,
    errors: ['not_found'],
  },
  'POST /api/v1/invitations': {
    summary: 'Invite a caseworker to one’s organisation',
    access: 'administrator',
    body: Type.Object({
      email: MailAddress,
      role: Type.Union([Type.Literal('member'), Type.Literal('administrator')]),
    }),
    status: 201,
    response: Type.Object({ id: Id, expiresAt: Instant }),
    errors: ['address_taken', 'too_many_requests'],
  },
  'POST /api/v1/invitations/accept': {
    summary: 'Accept an invitation: name and password',
    access: 'anyone',
    body: Type.Object({
      token: SecretToken,
      displayName: Type.String({ minLength: 1, maxLength: 100 }),
      password: Password,
    }),
    ...ok(Type.Object({ account: Account })),
    errors: ['invitation_invalid', 'password_too_weak', 'address_taken', 'too_many_requests'],
  },
  'GET /api/v1/health': {
    summary: 'Whether the service answers, with its database and storage',
    access: 'anyone',
    ...ok(Type.Object({ status: Type.Literal('ok') })),
    errors: ['service_unavailable', 'storage_unavailable', 'storage_full'],
  },
} as const satisfies RouteTable;
