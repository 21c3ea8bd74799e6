import type { Team } from '@umschlag/contract';
import {
  addMember,
  changeRole,
  createTeam,
  type Deps,
  deleteTeam,
  describeTeam,
  listTeams,
  putTeamKey,
  putTeamKeyCopies,
  removeMember,
  renameTeam,
  type TeamKeyView,
  type TeamView,
} from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';

/** Teams: who is in them, and their key, which members' browsers make and give on. */
export function teams(api: Api, deps: Deps): void {
  const answer = async (accountId: string, id: string) => teamAnswer(await describeTeam(deps, accountId, id));

  route(api, 'GET /api/v1/teams', async ({ account }) => ({ items: await listTeams(deps, account.id) }));

  route(api, 'POST /api/v1/teams', async ({ account, body }) =>
    answer(account.id, await createTeam(deps, account, body.name)),
  );

  route(api, 'GET /api/v1/teams/:id', async ({ account, params }) => answer(account.id, params.id));

  route(api, 'PATCH /api/v1/teams/:id', async ({ account, params, body }) => {
    await renameTeam(deps, account.id, params.id, body.name);
    return answer(account.id, params.id);
  });

  route(api, 'DELETE /api/v1/teams/:id', async ({ account, params }) => deleteTeam(deps, account.id, params.id));

  route(api, 'POST /api/v1/teams/:id/members', async ({ account, params, body }) => {
    await addMember(deps, account.id, params.id, body);
    return answer(account.id, params.id);
  });

  route(api, 'PATCH /api/v1/teams/:id/members/:accountId', async ({ account, params, body }) => {
    await changeRole(deps, account.id, { teamId: params.id, memberId: params.accountId, role: body.role });
    return answer(account.id, params.id);
  });

  route(api, 'DELETE /api/v1/teams/:id/members/:accountId', async ({ account, params, body }) =>
    removeMember(deps, account.id, { teamId: params.id, memberId: params.accountId, rotation: body.rotation }),
  );

  route(api, 'PUT /api/v1/teams/:id/key', async ({ account, params, body }) => {
    await putTeamKey(deps, account.id, params.id, body);
    return answer(account.id, params.id);
  });

  route(api, 'PUT /api/v1/teams/:id/copies', async ({ account, params, body }) => {
    await putTeamKeyCopies(deps, account.id, params.id, body);
    return answer(account.id, params.id);
  });
}

const base64 = (octets: Buffer): string => octets.toString('base64');

function teamAnswer({ members, key, ownCopy, ...view }: TeamView): Team {
  return {
    ...view,
    members: members.map(({ activeKey, ...member }) => ({
      ...member,
      activeKey: activeKey && { ...activeKey, publicKey: base64(activeKey.publicKey) },
    })),
    key: key && teamKeyAnswer(key),
    ownCopy: ownCopy && { ...ownCopy, material: base64(ownCopy.material) },
  };
}

function teamKeyAnswer({ fingerprint, publicKey, formerKeys }: TeamKeyView): NonNullable<Team['key']> {
  return {
    fingerprint,
    publicKey: base64(publicKey),
    formerKeys: formerKeys.map((former) => ({
      fingerprint: former.fingerprint,
      publicKey: base64(former.publicKey),
      formerKey: base64(former.formerKey),
      statement: base64(former.statement),
    })),
  };
}
