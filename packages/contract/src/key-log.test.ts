import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { addressCommitment, followKeyLog, KEY_LOG_START, type KeyLogFact } from './index.ts';

const FINGERPRINT = 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334';
const SALT = Uint8Array.from({ length: 16 }, (_, at) => at);
const ADDRESS = 'd1ea5e103382772d019f78b8751693806178027be4ad56e4a9d6baa91444adcd';
/** The example of docs/FORMATS.md, with hashes that were made by another program. */
const DOCUMENTED = [
  {
    seq: 1,
    entry: `{"version":1,"seq":1,"time":"2026-11-02T09:00:00.000Z","event":"added","fingerprint":"${FINGERPRINT}","address":"${ADDRESS}","previous":"${'0'.repeat(64)}"}`,
    hash: 'a92b8867eb0e760f2d3c7c85ef71c623ef7d9a0cd7abcca644e5a701a20268b9',
  },
  {
    seq: 2,
    entry: `{"version":1,"seq":2,"time":"2026-11-02T09:05:00.000Z","event":"revoked","fingerprint":"${FINGERPRINT}","address":"${ADDRESS}","previous":"a92b8867eb0e760f2d3c7c85ef71c623ef7d9a0cd7abcca644e5a701a20268b9"}`,
    hash: '1df848adce0f4ee189c2ba07b4c6c64b2a9b804acb6044f64bd0bd32ff54dc68',
  },
];

/** An entry with the right hash, whatever it says. */
const hashed = (entry: string, seq = 1) => ({
  seq,
  entry,
  hash: createHash('sha256').update(entry, 'utf8').digest('hex'),
});

const first: KeyLogFact = JSON.parse(DOCUMENTED[0]!.entry);

describe('following the key log', () => {
  test('the documented example holds, whole and a page at a time', async () => {
    const { facts, position } = await followKeyLog(DOCUMENTED);
    expect(facts.map(({ event, fingerprint }) => [event, fingerprint])).toEqual([
      ['added', FINGERPRINT],
      ['revoked', FINGERPRINT],
    ]);
    expect(position).toEqual({ seq: 2, hash: DOCUMENTED[1]!.hash });
    const page = await followKeyLog(DOCUMENTED.slice(0, 1));
    expect((await followKeyLog(DOCUMENTED.slice(1), page.position)).position).toEqual(position);
    expect(await followKeyLog([])).toEqual({ facts: [], position: KEY_LOG_START });
  });

  test('the commitment is to the address in lower case', async () => {
    expect(await addressCommitment(SALT, 'Erika@Example.org')).toBe(ADDRESS);
    expect(await addressCommitment(SALT, 'erik@example.org')).not.toBe(ADDRESS);
  });

  test.each([
    ['another version', { ...first, version: 2 }],
    ['another place', { ...first, seq: 2 }],
    ['an unknown event', { ...first, event: 'forgotten' }],
    ['a time without milliseconds', { ...first, time: '2026-11-02T09:00:00Z' }],
    ['no time', { ...first, time: 'today' }],
    ['a fingerprint in small letters', { ...first, fingerprint: FINGERPRINT.toLowerCase() }],
    ['no commitment', { ...first, address: '' }],
    ['another beginning', { ...first, previous: ADDRESS }],
    ['a field more', { ...first, note: 'x' }],
    ['a field less', { ...first, address: undefined }],
    ['null', null],
    ['a list', []],
  ])('an entry with %s is refused although its hash is right', async (_, value) => {
    await expect(followKeyLog([hashed(JSON.stringify(value))])).rejects.toMatchObject({ name: 'KeyLogBroken', seq: 1 });
  });

  test.each([
    ['with spaces', JSON.stringify(first, null, 1)],
    ['with its fields in another order', JSON.stringify(Object.fromEntries(Object.entries(first).reverse()))],
    ['with a field twice', JSON.stringify(first).replace('{', '{"version":2,')],
    ['that is no JSON', 'added'],
  ])('an entry %s is refused although its hash is right', async (_, entry) => {
    await expect(followKeyLog([hashed(entry)])).rejects.toMatchObject({ name: 'KeyLogBroken', seq: 1 });
  });
});
