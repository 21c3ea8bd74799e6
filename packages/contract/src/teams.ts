import Type from 'typebox';
import { Fingerprint, Id, MailAddress, Nullable } from './common.ts';
import { Octets, PublicKey } from './keys.ts';
import type { RouteTable } from './route.ts';

const MAX_MEMBERS = 200;
const Name = Type.String({ minLength: 1, maxLength: 200 });
const Role = Type.Union([Type.Literal('manager'), Type.Literal('member')]);

export const TeamSummary = Type.Object({
  id: Id,
  name: Type.String(),
  role: Role,
  memberCount: Type.Integer(),
  isKeyWaiting: Type.Boolean({ description: 'Nobody has given the team’s key to this member yet' }),
  isRotationDue: Type.Boolean({ description: 'Somebody who left has known the team’s key' }),
});

export const TeamMember = Type.Object({
  accountId: Id,
  name: Type.String(),
  email: MailAddress,
  role: Role,
  activeKey: Nullable(Type.Object({ fingerprint: Fingerprint, publicKey: PublicKey })),
  copyState: Type.Union([Type.Literal('current'), Type.Literal('waiting'), Type.Literal('none')]),
});

const FormerTeamKey = Type.Object({
  fingerprint: Fingerprint,
  publicKey: PublicKey,
  formerKey: Octets('The secret key, encrypted to the next key'),
  statement: Octets('The statement of the rotation, signed by both keys'),
});

export const Team = Type.Object({
  id: Id,
  name: Type.String(),
  role: Role,
  members: Type.Array(TeamMember),
  key: Nullable(
    Type.Object({
      fingerprint: Fingerprint,
      publicKey: PublicKey,
      formerKeys: Type.Array(FormerTeamKey, { description: 'Newest first' }),
    }),
  ),
  ownCopy: Nullable(
    Type.Object({
      fingerprint: Fingerprint,
      sealedTo: Fingerprint,
      material: Octets('The team’s secret key, encrypted to one’s own'),
    }),
  ),
  isRotationDue: Type.Boolean(),
});

const Copies = Type.Array(
  Type.Object({
    accountId: Id,
    sealedTo: Fingerprint,
    material: Octets('The team’s secret key, encrypted to the member’s'),
  }),
  { maxItems: MAX_MEMBERS },
);
const Rotation = Type.Object({
  fingerprint: Fingerprint,
  publicKey: PublicKey,
  statement: Octets('The statement of the rotation, signed by both keys'),
  formerKey: Octets('The former secret key, encrypted to the next key'),
  formerFingerprint: Fingerprint,
  copies: Copies,
});

const own = { access: 'caseworker', params: Type.Object({ id: Id }) } as const;
const member = { access: 'caseworker', params: Type.Object({ id: Id, accountId: Id }) } as const;

export const teamRoutes = {
  'GET /api/v1/teams': {
    summary: 'The teams that one is a member of',
    access: 'caseworker',
    status: 200,
    response: Type.Object({ items: Type.Array(TeamSummary) }),
    errors: [],
  },
  'POST /api/v1/teams': {
    summary: 'Make a team; whoever makes it is its first manager',
    access: 'caseworker',
    body: Type.Object({ name: Name }),
    status: 201,
    response: Team,
    errors: [],
  },
  'GET /api/v1/teams/:id': { summary: 'A team', ...own, status: 200, response: Team, errors: ['not_found'] },
  'PATCH /api/v1/teams/:id': {
    summary: 'Rename a team',
    ...own,
    body: Type.Object({ name: Name }),
    status: 200,
    response: Team,
    errors: ['not_found', 'not_allowed'],
  },
  'DELETE /api/v1/teams/:id': {
    summary: 'Delete a team that owns nothing',
    ...own,
    status: 204,
    errors: ['not_found', 'not_allowed', 'team_owns_links'],
  },
  'POST /api/v1/teams/:id/members': {
    summary: 'Add a member of the same organisation',
    ...own,
    body: Type.Object({ email: MailAddress, role: Role }),
    status: 201,
    response: Team,
    errors: ['not_found', 'not_allowed', 'team_member_unknown'],
  },
  'PATCH /api/v1/teams/:id/members/:accountId': {
    summary: 'Make a member a manager, or the other way round',
    ...member,
    body: Type.Object({ role: Role }),
    status: 200,
    response: Team,
    errors: ['not_found', 'not_allowed', 'team_needs_manager'],
  },
  'DELETE /api/v1/teams/:id/members/:accountId': {
    summary: 'Remove a member, or leave',
    ...member,
    body: Type.Object({ rotation: Type.Optional(Rotation) }),
    isBodyOptional: true,
    status: 204,
    errors: [
      'not_found',
      'not_allowed',
      'team_needs_manager',
      'team_key_changed',
      'recipient_key_changed',
      'key_invalid',
    ],
  },
  'PUT /api/v1/teams/:id/key': {
    summary: 'Give the team its first key, or the next one',
    ...own,
    body: Type.Object({
      fingerprint: Fingerprint,
      publicKey: PublicKey,
      statement: Type.Optional(Octets('The statement of the rotation, signed by both keys')),
      formerKey: Type.Optional(Octets('The former secret key, encrypted to the next key')),
      formerFingerprint: Type.Optional(Fingerprint),
      copies: Copies,
    }),
    status: 200,
    response: Team,
    errors: ['not_found', 'key_invalid', 'team_key_changed', 'recipient_key_changed', 'too_many_requests'],
  },
  'PUT /api/v1/teams/:id/copies': {
    summary: 'Give the team’s key to members',
    ...own,
    body: Type.Object({ fingerprint: Fingerprint, copies: Copies }),
    status: 200,
    response: Team,
    errors: ['not_found', 'team_key_changed', 'recipient_key_changed'],
  },
} as const satisfies RouteTable;
