import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { createUploadLink, entranceToken } from '@umschlag/core';
import { enrolTestKey, testFingerprint, testOctets, testPublicKey } from '@umschlag/core/testing';
import { addMs, DAY_MS } from '@umschlag/std';
import { DOCUMENT, type OpenEntrance, submit } from '../submissions/entrance.ts';
import { pdfOf } from '../submissions/pdf.ts';
import { heldDownload, rawRequest, until } from '../transfer/raw-request.ts';
import { openWatchedStore, type WatchedStore } from '../transfer/watched-store.ts';

let api: TestApi;
let watched: WatchedStore;
beforeAll(async () => {
  watched = await openWatchedStore();
  api = await startTestApi({ store: watched.store });
});
afterAll(async () => {
  await api.close();
  await watched.close();
});

type Member = TestSession & { readonly fingerprint: string };
let boss: Member;
let anna: Member;
let ben: Member;
let teamId: string;

/** Colleagues of one organisation, each with a key. */
async function colleague(organisationId?: string | null): Promise<Member> {
  const person = await api.createCaseworker(organisationId ? { organisationId } : {});
  const session = await api.signInAs(person);
  return { ...session, fingerprint: await enrolTestKey(api.deps, session.accountId) };
}

beforeEach(async () => {
  boss = await colleague();
  [anna, ben] = [await colleague(boss.organisationId), await colleague(boss.organisationId)];
  const { status, body } = await api.call('POST /api/v1/teams', { cookie: boss.cookie, body: { name: 'Wohngeld' } });
  expect(status).toBe(201);
  teamId = body.id;
});

const params = () => ({ id: teamId });
const add = (by: Member, member: { email: string }, role: 'manager' | 'member' = 'member') =>
  api.call('POST /api/v1/teams/:id/members', {
    params: params(),
    cookie: by.cookie,
    body: { email: member.email, role },
  });
const read = (by: { cookie: string }) => api.call('GET /api/v1/teams/:id', { params: params(), cookie: by.cookie });
const remove = (by: Member, member: Member, rotation?: ReturnType<typeof nextKey>) =>
  api.call('DELETE /api/v1/teams/:id/members/:accountId', {
    params: { id: teamId, accountId: member.accountId },
    cookie: by.cookie,
    body: rotation ? { rotation } : {},
  });
const copyFor = ({ accountId, fingerprint: sealedTo }: Member) => ({ accountId, sealedTo, material: testOctets() });
const firstKey = (...members: Member[]) => ({
  fingerprint: testFingerprint(),
  publicKey: testPublicKey(),
  copies: members.map(copyFor),
});
const nextKey = (formerFingerprint: string, ...members: Member[]) => ({
  ...firstKey(...members),
  formerFingerprint,
  statement: testOctets(),
  formerKey: testOctets(),
});
const putKey = (by: Member, body: ReturnType<typeof firstKey> | ReturnType<typeof nextKey>) =>
  api.call('PUT /api/v1/teams/:id/key', { params: params(), cookie: by.cookie, body });

/** An upload link of the team, at level 1. */
async function teamsEntrance(by: Member, wish: { maxSubmissionBytes?: number } = {}): Promise<OpenEntrance> {
  const id = await createUploadLink(
    api.deps,
    { accountId: by.accountId, organisationId: by.organisationId! },
    {
      title: 'Unterlagen',
      reference: '',
      instructions: '',
      level: 1,
      language: 'de',
      documents: [{ ...DOCUMENT, isRequired: false }],
      deadlineAt: addMs(api.clock.now(), 14 * DAY_MS),
      maxSubmissions: null,
      maxSubmissionBytes: 1024 ** 2,
      teamId,
      ...wish,
    },
  );
  return { id, token: entranceToken(api.deps.keys, id), owner: by, documentIds: [] };
}

describe('a team', () => {
  test('is for its members alone, of one organisation; others find nothing there', async () => {
    const stranger = await colleague();
    expect((await read(anna)).status).toBe(404);
    expect(await add(boss, stranger)).toMatchObject({ status: 422, code: 'team_member_unknown' });
    expect((await add(boss, anna)).status).toBe(201);
    expect((await read(anna)).body).toMatchObject({ name: 'Wohngeld', role: 'member', key: null, ownCopy: null });
    expect(await add(anna, ben)).toMatchObject({ status: 403, code: 'not_allowed' });
    const { body } = await api.call('GET /api/v1/teams', { cookie: anna.cookie });
    expect(body.items).toMatchObject([{ id: teamId, memberCount: 2, isKeyWaiting: false }]);
    expect((await api.call('GET /api/v1/teams', { cookie: ben.cookie })).body.items).toEqual([]);
  });

  test('keeps at least one manager, also when two remove one another at once', async () => {
    expect(await remove(boss, boss)).toMatchObject({ status: 409, code: 'team_needs_manager' });
    for (let round = 0; round < 5; round += 1) {
      await add(boss, anna, 'manager');
      const answers = await Promise.all([remove(boss, anna), remove(anna, boss)]);
      expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
      const winner = answers[0]!.status === 204 ? boss : anna;
      expect((await read(winner)).body.members).toHaveLength(1);
      [boss, anna] = winner === boss ? [boss, anna] : [anna, boss];
    }
    expect((await read(boss)).body.members).toMatchObject([{ role: 'manager' }]);
  });

  test('that owns upload links is not deleted', async () => {
    await teamsEntrance(boss);
    const call = () => api.call('DELETE /api/v1/teams/:id', { params: params(), cookie: boss.cookie });
    expect(await call()).toMatchObject({ status: 409, code: 'team_owns_links' });
  });
});

describe('the key of a team', () => {
  test('is given once; of two first ones at once one is taken', async () => {
    await add(boss, anna);
    const answers = await Promise.all([putKey(boss, firstKey(boss)), putKey(anna, firstKey(anna))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('each member gets their own copy and nobody else’s; without one they wait', async () => {
    await add(boss, anna);
    const key = firstKey(boss);
    expect((await putKey(boss, key)).status).toBe(200);
    expect((await read(boss)).body.ownCopy).toEqual({
      fingerprint: key.fingerprint,
      sealedTo: boss.fingerprint,
      material: key.copies[0]!.material,
    });
    const { body } = await read(anna);
    expect([body.ownCopy, body.key?.fingerprint]).toEqual([null, key.fingerprint]);
    const states = new Map(body.members.map(({ accountId, copyState }) => [accountId, copyState]));
    expect([states.get(boss.accountId), states.get(anna.accountId)]).toEqual(['current', 'waiting']);
    expect(JSON.stringify(body)).not.toContain(key.copies[0]!.material);
    const copies = [copyFor(anna)];
    const given = await api.call('PUT /api/v1/teams/:id/copies', {
      params: params(),
      cookie: boss.cookie,
      body: { fingerprint: key.fingerprint, copies },
    });
    expect(given.status).toBe(200);
    expect((await read(anna)).body.ownCopy).toMatchObject({ material: copies[0]!.material });
  });

  test('is not given to whoever is no member, nor for a key that a member no longer has', async () => {
    expect(await putKey(boss, firstKey(boss, ben))).toMatchObject({ code: 'recipient_key_changed' });
    expect(await putKey(boss, firstKey({ ...boss, fingerprint: testFingerprint() }))).toMatchObject({
      code: 'recipient_key_changed',
    });
    expect((await read(boss)).body.key).toBeNull();
  });

  test('is replaced only in the place of the one that the caller knows; of two at once one is', async () => {
    await add(boss, anna);
    const first = firstKey(boss, anna);
    await putKey(boss, first);
    expect(await putKey(boss, nextKey(testFingerprint(), boss))).toMatchObject({ code: 'team_key_changed' });
    const [one, other] = [nextKey(first.fingerprint, boss, anna), nextKey(first.fingerprint, boss, anna)];
    const answers = await Promise.all([putKey(boss, one), putKey(anna, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { key } = (await read(boss)).body;
    const taken = answers[0]!.status === 200 ? one : other;
    expect(key).toMatchObject({
      fingerprint: taken.fingerprint,
      formerKeys: [{ fingerprint: first.fingerprint, statement: taken.statement, formerKey: taken.formerKey }],
    });
  });

  test('whoever leaves loses the copy and sees nothing more; the team is told that it needs the next key', async () => {
    await add(boss, anna);
    const first = firstKey(boss, anna);
    await putKey(boss, first);
    expect((await remove(anna, anna)).status).toBe(204);
    expect((await read(anna)).status).toBe(404);
    expect((await read(boss)).body.isRotationDue).toBe(true);
    const copies = await api.deps.database.db
      .selectFrom('team_key_copies')
      .selectAll()
      .where('team_id', '=', teamId)
      .execute();
    expect(copies.map((one) => one.account_id)).toEqual([boss.accountId]);
    await putKey(boss, nextKey(first.fingerprint, boss));
    expect((await read(boss)).body.isRotationDue).toBe(false);
  });

  test('comes along when a manager removes somebody; whoever leaves brings none', async () => {
    await add(boss, anna);
    await add(boss, ben);
    const first = firstKey(boss, anna, ben);
    await putKey(boss, first);
    expect(await remove(anna, anna, nextKey(first.fingerprint, boss))).toMatchObject({ code: 'invalid_request' });
    // For the one who is removed there is no copy to be had.
    expect(await remove(boss, anna, nextKey(first.fingerprint, boss, anna))).toMatchObject({
      code: 'recipient_key_changed',
    });
    expect((await read(anna)).status).toBe(200);
    const next = nextKey(first.fingerprint, boss, ben);
    expect((await remove(boss, anna, next)).status).toBe(204);
    const { body } = await read(ben);
    expect([body.isRotationDue, body.key?.fingerprint, body.ownCopy?.material]).toEqual([
      false,
      next.fingerprint,
      next.copies[1]!.material,
    ]);
  });
});

describe('an upload link of a team', () => {
  const octets = pdfOf(5000);
  const inboxOf = (by: Member, id: string) =>
    api.call('GET /api/v1/upload-links/:id/submissions', { params: { id }, cookie: by.cookie });
  const fetchOf = async (by: Member, linkToken: string, fileId: string) =>
    (
      await api.call('GET /api/v1/links/:token/files/:fileId', {
        params: { token: linkToken, fileId },
        cookie: by.cookie,
      })
    ).status;

  test('is every member’s, with all that came before they joined, and from the moment on in which they leave nothing is', async () => {
    await add(boss, anna);
    const entrance = await teamsEntrance(anna);
    const { fileId } = await submit(api, entrance, octets, { isPartial: true });
    await add(boss, ben);
    for (const member of [boss, anna, ben]) {
      const [submission] = (await inboxOf(member, entrance.id)).body.submissions;
      expect(await fetchOf(member, submission!.linkToken, fileId)).toBe(200);
      const { body } = await api.call('GET /api/v1/upload-links', { cookie: member.cookie });
      expect(body.uploadLinks).toMatchObject([{ id: entrance.id, team: { id: teamId, name: 'Wohngeld' } }]);
    }
    const [submission] = (await inboxOf(anna, entrance.id)).body.submissions;
    // Whoever made it leaves: it stays the team's.
    await remove(boss, anna);
    expect((await inboxOf(anna, entrance.id)).status).toBe(404);
    expect(await fetchOf(anna, submission!.linkToken, fileId)).toBe(404);
    const review = {
      params: { id: entrance.id, submissionId: submission!.id, fileId },
      body: { state: 'accepted' as const },
    };
    const PUT = 'PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review';
    expect((await api.call(PUT, { ...review, cookie: anna.cookie })).status).toBe(404);
    expect((await api.call(PUT, { ...review, cookie: ben.cookie })).status).toBe(204);
    expect(
      (await api.call('POST /api/v1/upload-links/:id/close', { params: { id: entrance.id }, cookie: anna.cookie }))
        .status,
    ).toBe(404);
    expect((await api.call('GET /api/v1/upload-links', { cookie: anna.cookie })).body.uploadLinks).toEqual([]);
  });

  test.each(['files', 'archive'])(
    'a download already begun is cut when its reader is removed, and no other is: %s',
    async (kind) => {
      await add(boss, anna);
      const entrance = await teamsEntrance(boss, { maxSubmissionBytes: 64 * 1024 ** 2 });
      const { fileId } = await submit(api, entrance, pdfOf(24 * 1024 ** 2), { isPartial: true });
      const [submission] = (await inboxOf(anna, entrance.id)).body.submissions;
      const path = kind === 'files' ? `files/${fileId}` : 'archive';
      const url = `${api.url}/api/v1/links/${submission!.linkToken}/${path}`;
      const [annas, bosss] = [
        await heldDownload(url, { cookie: anna.cookie }),
        await heldDownload(url, { cookie: boss.cookie }),
      ];
      await remove(boss, anna);
      await until(async () => watched.reading() === 1);
      expect((await annas.rest()).isComplete).toBe(false);
      expect((await bosss.rest()).isComplete).toBe(true);
      expect((await rawRequest(url, { cookie: anna.cookie })).status).toBe(404);
    },
  );

  test('mails what arrived to whoever is a member then, and to nobody who has left', async () => {
    await add(boss, anna);
    await add(boss, ben);
    const entrance = await teamsEntrance(anna);
    await remove(boss, anna);
    const { id } = await submit(api, entrance, octets, { isPartial: true });
    const mails = await api.deps.database.db
      .selectFrom('mails')
      .select('to_email')
      .where('kind', '=', 'submission-arrived')
      .where('subject_id', '=', id)
      .execute();
    expect(mails.map((one) => one.to_email).sort()).toEqual([boss.email, ben.email].sort());
  });

  test('is made by members only, and says the team’s name to citizens', async () => {
    await expect(teamsEntrance(ben)).rejects.toMatchObject({ code: 'not_found' });
    const { token } = await teamsEntrance(boss);
    const { body } = await api.call('GET /api/v1/entrances/:token', { params: { token } });
    expect(body.entrance.owner).toBe('Wohngeld');
  });
});
