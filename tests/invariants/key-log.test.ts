import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestAnswer, type TestApi, type TestSession } from '@umschlag/api/testing';
import { type Answer, addressCommitment, followKeyLog, type KeyLogEntry } from '@umschlag/contract';
import { createApiToken } from '@umschlag/core';
import { freshCaller, testKey, testOctets, testRotation } from '@umschlag/core/testing';

let api: TestApi;
let reader: TestSession;
beforeAll(async () => {
  api = await startTestApi();
  reader = await api.signInAs(await api.createCitizen());
});
afterAll(() => api.close());

/** Everything, page by page. */
async function readLog(limit = 7): Promise<KeyLogEntry[]> {
  const all: KeyLogEntry[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const page: TestAnswer<Answer<'GET /api/v1/key-log'>> = await api.call('GET /api/v1/key-log', {
      cookie: reader.cookie,
      query: { after, limit },
    });
    all.push(...page.body.entries);
    after = page.body.nextAfter;
  }
  return all;
}

async function enrol() {
  const person = await api.signInAs(await api.createCitizen());
  const key = testKey();
  const { status, body } = await api.call('POST /api/v1/account/key', { cookie: person.cookie, body: key });
  return { person, key, status, own: body.key };
}

const broken = (entries: readonly KeyLogEntry[], seq: number) =>
  expect(followKeyLog(entries)).rejects.toMatchObject({ name: 'KeyLogBroken', seq });
/** As a server would that wants to hide it. */
const rehashed = (seq: number, entry: string): KeyLogEntry => ({
  seq,
  entry,
  hash: createHash('sha256').update(entry, 'utf8').digest('hex'),
});

describe('the key log', () => {
  test('twenty who set up a key at once are all in it, without a gap, and the chain holds', async () => {
    const enrolled = await Promise.all(Array.from({ length: 20 }, enrol));
    expect(enrolled.map(({ status }) => status)).toEqual(Array(20).fill(201));
    const entries = await readLog();
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from(entries, (_, at) => at + 1));
    const { facts } = await followKeyLog(entries);
    for (const { key, own, person } of enrolled) {
      const fact = facts[own.logSeq - 1];
      const address = await addressCommitment(Buffer.from(own.addressSalt, 'base64'), person.email);
      expect(fact).toMatchObject({ event: 'added', fingerprint: key.fingerprint, address });
    }
  });

  test('a rotation and a revocation are in it, under the same commitment', async () => {
    const { person, key, own } = await enrol();
    const { cookie } = person;
    const rotation = testRotation(key.fingerprint);
    await api.call('POST /api/v1/account/key/rotate', { cookie, body: rotation });
    const { fingerprint } = rotation;
    await api.call('POST /api/v1/account/key/revoke', { cookie, body: { fingerprint, statement: testOctets() } });
    const { facts } = await followKeyLog(await readLog());
    const address = await addressCommitment(Buffer.from(own.addressSalt, 'base64'), person.email);
    expect(facts.filter((fact) => fact.address === address).map((fact) => [fact.event, fact.fingerprint])).toEqual([
      ['added', key.fingerprint],
      ['replaced', key.fingerprint],
      ['added', fingerprint],
      ['revoked', fingerprint],
    ]);
  });

  test('an entry that was changed is found, with its own hash left or made anew', async () => {
    const entries = await readLog();
    const { entry, hash } = entries[4]!;
    const other = entry.replace(/"fingerprint":"../, '"fingerprint":"00');
    expect(other).not.toBe(entry);
    await broken(entries.with(4, { seq: 5, entry: other, hash }), 5);
    await broken(entries.with(4, rehashed(5, other)), 6);
  });

  test('an entry that was taken out is found, also when the others move up', async () => {
    const entries = await readLog();
    await broken(entries.toSpliced(4, 1), 5);
    const moved = entries.toSpliced(4, 1).map(({ entry }, at) => {
      return rehashed(at + 1, entry.replace(/"seq":\d+/, `"seq":${at + 1}`));
    });
    await broken(moved, 5);
    await broken(entries.slice(1), 1);
  });

  test('entries in another order are found', async () => {
    const entries = await readLog();
    await broken([...entries.slice(0, 4), entries[5]!, entries[4]!, ...entries.slice(6)], 5);
    const swapped = entries.with(4, { ...entries[5]!, seq: 5 }).with(5, { ...entries[4]!, seq: 6 });
    await broken(swapped, 5);
  });

  test('a log that was written anew from somewhere is found by whoever had read further', async () => {
    const entries = await readLog();
    const { position } = await followKeyLog(entries.slice(0, 6));
    const rewritten = rehashed(7, entries[6]!.entry.replace(/"previous":"..../, '"previous":"ffff'));
    await expect(followKeyLog([rewritten], position)).rejects.toMatchObject({ seq: 7 });
  });

  test('a key that was refused leaves no entry', async () => {
    const { person, key } = await enrol();
    const before = await readLog();
    const again = await api.call('POST /api/v1/account/key', { cookie: person.cookie, body: testKey() });
    expect(again.code).toBe('key_exists');
    const body = testRotation(testKey().fingerprint);
    expect((await api.call('POST /api/v1/account/key/rotate', { cookie: person.cookie, body })).code).toBe(
      'own_key_changed',
    );
    const back = { ...testRotation(key.fingerprint), fingerprint: key.fingerprint };
    expect((await api.call('POST /api/v1/account/key/rotate', { cookie: person.cookie, body: back })).code).toBe(
      'key_exists',
    );
    expect(await readLog()).toEqual(before);
  });

  test('when an account goes its keys go with it; the log stays whole and names nobody', async () => {
    const { person, key, own } = await enrol();
    const rotation = testRotation(key.fingerprint);
    await api.call('POST /api/v1/account/key/rotate', { cookie: person.cookie, body: rotation });
    await api.deps.database.transaction((tx) => tx.deleteFrom('accounts').where('id', '=', person.accountId).execute());
    for (const table of ['account_keys', 'key_unlocks'] as const) {
      const rows = await api.deps.database.db.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(person.accountId);
    }
    const entries = await readLog();
    const { facts } = await followKeyLog(entries);
    expect(facts.at(-1)).toMatchObject({ event: 'added', fingerprint: rotation.fingerprint });
    const text = JSON.stringify(entries);
    for (const trace of [person.email, person.accountId, Buffer.from(own.addressSalt, 'base64').toString('hex')]) {
      expect(text).not.toContain(trace);
    }
    // Nor by trying addresses: without the salt the commitment cannot be made again.
    const unsalted = createHash('sha256').update(person.email).digest('hex');
    expect(facts.map(({ address }) => address)).not.toContain(unsalted);
  });

  test('an API token reads it too, and the end of the log is told', async () => {
    const caseworker = await api.createCaseworker();
    const caller = await freshCaller(api.deps, caseworker.accountId);
    const { token } = await createApiToken(api.deps, caller, { name: 'audit', validDays: 1 });
    const last = (await readLog()).length;
    const answer = await api.call('GET /api/v1/key-log', { bearer: token, query: { after: last } });
    expect([answer.status, answer.body]).toEqual([200, { entries: [], nextAfter: null }]);
  });
});
