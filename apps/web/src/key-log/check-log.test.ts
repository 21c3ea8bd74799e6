import { beforeAll, describe, expect, test } from '@jest/globals';
import type { KeyLogEntry } from '@umschlag/contract';
import { addressCommitment, KEY_LOG_START, type KeyLogPosition } from '@umschlag/contract/key-log';
import { toBase64 } from '../transfer/base64.ts';
import { checkLog, type UsedKey } from './check-log.ts';
import { checkWholeLog, isAllRight, unknownIn } from './check-whole-log.ts';
import type { FetchEntries } from './follow-log.ts';

const SALT = new Uint8Array(16).fill(7);

async function sha256Hex(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...digest].map((octet) => octet.toString(16).padStart(2, '0')).join('');
}
const addressOf = (person: number) => `person-${person}@example.org`;
const fingerprintOf = (number: number) => number.toString(16).toUpperCase().padStart(40, '0');

type Event = readonly ['added' | 'replaced' | 'revoked', person: number, key: number];

/** A log as the server keeps it. */
async function logOf(events: readonly Event[]): Promise<KeyLogEntry[]> {
  const log: KeyLogEntry[] = [];
  for (const [event, person, key] of events) {
    const address = await addressCommitment(SALT, addressOf(person));
    const previous = log.at(-1)?.hash ?? KEY_LOG_START.hash;
    const time = '2026-11-02T09:00:00.000Z';
    const seq = log.length + 1;
    const entry = JSON.stringify({ version: 1, seq, time, event, fingerprint: fingerprintOf(key), address, previous });
    log.push({ seq, entry, hash: await sha256Hex(entry) });
  }
  return log;
}

/** The server, and what it was asked for. */
function serving(log: readonly KeyLogEntry[], most = 1000) {
  const asked: number[] = [];
  const fetch: FetchEntries = async ({ after, limit }) => {
    asked.push(after);
    const entries = log.slice(after, after + Math.min(limit, most));
    const isLast = after + entries.length >= log.length;
    return { entries, nextAfter: isLast ? null : entries.at(-1)!.seq };
  };
  return { fetch, asked };
}

const key = (person: number, number: number, logSeq: number, isNew = true): UsedKey => ({
  address: addressOf(person),
  fingerprint: fingerprintOf(number),
  addressSalt: toBase64(SALT),
  logSeq,
  isNew,
});
const at = (log: readonly KeyLogEntry[], seq: number): KeyLogPosition => ({ seq, hash: log[seq - 1]!.hash });
const check = (log: readonly KeyLogEntry[], keys: readonly UsedKey[], seen?: KeyLogPosition, most?: number) =>
  checkLog({ keys, seen, fetch: serving(log, most).fetch });

/** Persons 1 to 30 with one key each. */
let log: KeyLogEntry[];
beforeAll(async () => {
  log = await logOf(Array.from({ length: 30 }, (_, index) => ['added', index + 1, index + 1] as const));
});

describe('the key log, before a key is used', () => {
  test('is read whole by a browser that has seen none of it, and remembered up to its end', async () => {
    expect(await check(log, [key(3, 3, 3)])).toEqual({ finding: { state: 'whole' }, position: at(log, 30) });
  });

  test('is read on from where it was read last, and not from its beginning', async () => {
    const { fetch, asked } = serving(log);
    const known = key(3, 3, 3, false);
    const { finding } = await checkLog({ keys: [known], seen: at(log, 28), fetch });
    expect([finding.state, asked]).toEqual(['whole', [27]]);
  });

  test('is read from the entry of a key that is new, so that this entry is in the chain too', async () => {
    const { fetch, asked } = serving(log);
    const { finding } = await checkLog({ keys: [key(20, 20, 20)], seen: at(log, 28), fetch });
    expect([finding.state, asked]).toEqual(['whole', [19]]);
  });

  test('that was written anew from some entry on is noticed, though its chain is whole', async () => {
    const other = await logOf(Array.from({ length: 30 }, (_, index) => ['added', index + 1, index + 2] as const));
    const { finding, position } = await check(other, [], at(log, 28));
    expect([finding, position]).toEqual([{ state: 'rewritten', seq: 28 }, undefined]);
  });

  test('that has become shorter is noticed', async () => {
    expect((await check(log.slice(0, 20), [], at(log, 28))).finding).toEqual({ state: 'rewritten', seq: 28 });
  });

  test.each([1, 5, 1000])('with a changed entry is no chain, %d entries at a time', async (most) => {
    const entry = log[21]!.entry.replace('"added"', '"revoked"');
    const changed = log.with(21, { seq: 22, entry, hash: await sha256Hex(entry) });
    expect((await check(changed, [], at(log, 20), most)).finding).toEqual({ state: 'broken', seq: 23 });
    expect((await check(log.with(21, { ...log[21]!, entry }), [], at(log, 20), most)).finding).toMatchObject({
      state: 'broken',
      seq: 22,
    });
  });

  test.each([
    ['another key', key(20, 99, 20)],
    ['another address', { ...key(20, 20, 20), address: 'other@example.org' }],
    ['another salt', { ...key(20, 20, 20), addressSalt: toBase64(new Uint8Array(16)) }],
    ['an entry that is not there', key(20, 20, 31)],
    ['no entry', key(20, 20, 0)],
  ])('does not hold a key that is handed out with %s', async (_, wrong) => {
    const { finding, position } = await check(log, [wrong], at(log, 28));
    expect([finding, position]).toEqual([{ state: 'missing', address: wrong.address }, undefined]);
  });

  test('says that a key was replaced or revoked which is handed out nevertheless', async () => {
    const later = await logOf([
      ...Array.from({ length: 30 }, (_, index) => ['added', index + 1, index + 1] as const),
      ['replaced', 3, 3],
      ['added', 3, 50],
      ['revoked', 4, 4],
    ]);
    const finding = async (used: UsedKey) => (await check(later, [used], at(log, 28))).finding;
    expect(await finding(key(3, 3, 3, false))).toEqual({ state: 'superseded', address: addressOf(3) });
    expect(await finding(key(4, 4, 4))).toEqual({ state: 'superseded', address: addressOf(4) });
    expect(await finding(key(3, 50, 32))).toEqual({ state: 'whole' });
    // Who opens what was signed before the change.
    expect(await finding({ ...key(3, 3, 3), mayHaveEnded: true })).toEqual({ state: 'whole' });
  });

  test('is not read without end; what was read is remembered, and the next time goes on', async () => {
    const { fetch, asked } = serving(log, 1);
    const first = await checkLog({ keys: [], seen: undefined, fetch });
    expect([first.finding.state, first.position, asked.length]).toEqual(['unfinished', at(log, 20), 20]);
    expect(await check(log, [], first.position, 1)).toEqual({ finding: { state: 'whole' }, position: at(log, 30) });
  });

  test('that is empty is whole, and nothing is remembered of it', async () => {
    expect(await check([], [])).toEqual({ finding: { state: 'whole' }, position: undefined });
  });
});

describe('the whole key log', () => {
  const whole = (entries: readonly KeyLogEntry[], more: Partial<Parameters<typeof checkWholeLog>[0]> = {}) =>
    checkWholeLog({
      ownKeys: [key(5, 5, 5)],
      contacts: [],
      seen: undefined,
      fetch: serving(entries, 7).fetch,
      onRead: () => {},
      signal: new AbortController().signal,
      ...more,
    });

  test('that is right holds the own key and those of the contacts', async () => {
    const read: number[] = [];
    const found = await whole(log, { contacts: [key(9, 9, 9)], onRead: (entries) => read.push(entries) });
    expect(found).toMatchObject({ chain: { state: 'whole' }, entries: 30, missing: [], strange: [], ended: [] });
    expect(found.own.map(({ seq }) => seq)).toEqual([5]);
    expect(isAllRight(found, new Set([fingerprintOf(5)]))).toBe(true);
    expect(read).toEqual([7, 14, 21, 28, 30]);
  });

  test('tells of a key in one’s own name that one does not have', async () => {
    const forged = await logOf([
      ['added', 5, 5],
      ['replaced', 5, 5],
      ['added', 5, 66],
    ]);
    const found = await whole(forged, { ownKeys: [key(5, 5, 1)] });
    const ownFingerprints = new Set([fingerprintOf(5)]);
    expect(unknownIn(found.own, ownFingerprints).map(({ seq }) => seq)).toEqual([3]);
    expect(isAllRight(found, ownFingerprints)).toBe(false);
  });

  test('names own keys and contacts that do not stand in it, and contacts who have another key by now', async () => {
    const later = await logOf([
      ['added', 1, 1],
      ['added', 2, 2],
      ['replaced', 2, 2],
      ['added', 2, 3],
    ]);
    const found = await whole(later, {
      ownKeys: [key(1, 9, 1)],
      contacts: [key(2, 2, 2), key(8, 8, 1)],
    });
    expect([found.missing, found.strange, found.ended]).toEqual([[fingerprintOf(9)], [addressOf(8)], [addressOf(2)]]);
  });

  test('that is another than before, or broken, is told apart', async () => {
    const rewritten = await whole(log, { seen: { seq: 12, hash: 'f'.repeat(64) } });
    expect(rewritten.chain).toEqual({ state: 'rewritten', seq: 12 });
    const broken = await whole(log.toSpliced(11, 1));
    expect([broken.chain, broken.position]).toEqual([{ state: 'broken', seq: 12 }, undefined]);
  });

  test('is left when the person leaves', async () => {
    const abort = new AbortController();
    const leaving = whole(log, { onRead: () => abort.abort(new Error('left')), signal: abort.signal });
    await expect(leaving).rejects.toThrow('left');
  });
});
