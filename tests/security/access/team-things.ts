import type { TestApi } from '@umschlag/api/testing';
import { addMember, createTeam } from '@umschlag/core';
import { enrolTestKey, testFingerprint, testOctets, testPublicKey } from '@umschlag/core/testing';
import type { Cast } from './people.ts';
import { type Make, SECRET_SUBJECT } from './thing.ts';

/** A team of the owner, with one more member. */
async function team(api: TestApi, { owner }: Cast) {
  const id = await createTeam(
    api.deps,
    { id: owner.accountId, organisation: { id: owner.organisationId! } as never },
    SECRET_SUBJECT,
  );
  const member = await api.createCaseworker({ organisationId: owner.organisationId! });
  await addMember(api.deps, owner.accountId, id, { email: member.email, role: 'member' });
  return { id, accountId: member.accountId };
}

const ofOwner: Make = async (api, cast) => ({ params: { id: (await team(api, cast)).id } });
const withBody =
  (body: (api: TestApi) => Promise<object>): Make =>
  async (api, cast) => ({ params: { id: (await team(api, cast)).id }, body: await body(api) });
const ofMember =
  (body: object): Make =>
  async (api, cast) => ({ params: await team(api, cast), body });

/** Of the routes of teams. */
export const TEAM_THINGS: Readonly<Record<string, Make>> = {
  'GET /api/v1/teams': async (api, cast) => {
    await team(api, cast);
    return {};
  },
  'POST /api/v1/teams': async () => ({ body: { name: 'x' } }),
  'GET /api/v1/teams/:id': ofOwner,
  'PATCH /api/v1/teams/:id': withBody(async () => ({ name: 'y' })),
  'DELETE /api/v1/teams/:id': ofOwner,
  'POST /api/v1/teams/:id/members': async (api, cast) => {
    const { email } = await api.createCaseworker({ organisationId: cast.owner.organisationId! });
    return { params: { id: (await team(api, cast)).id }, body: { email, role: 'member' } };
  },
  'PATCH /api/v1/teams/:id/members/:accountId': ofMember({ role: 'manager' }),
  'DELETE /api/v1/teams/:id/members/:accountId': ofMember({}),
  'PUT /api/v1/teams/:id/key': withBody(async () => ({
    fingerprint: testFingerprint(),
    publicKey: testPublicKey(),
    copies: [],
  })),
  'PUT /api/v1/teams/:id/copies': async (api, cast) => {
    const { id, accountId } = await team(api, cast);
    const fingerprint = testFingerprint();
    const key = { team_id: id, number: 1, fingerprint, public_key: Buffer.from(testOctets(), 'base64') };
    await api.deps.database.transaction((tx) =>
      tx
        .insertInto('team_keys')
        .values({ ...key, created_at: api.clock.now() })
        .execute(),
    );
    const sealedTo = await enrolTestKey(api.deps, accountId);
    return { params: { id }, body: { fingerprint, copies: [{ accountId, sealedTo, material: testOctets() }] } };
  },
};
