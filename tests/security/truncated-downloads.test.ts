import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { layoutOf, partOf } from '@umschlag/sealed';
import { octetsOf } from '../invariants/transfer/delivery.ts';
import { type FileAnswer, type Lie, startLyingServer } from './attacks/lying-server.ts';
import { octetsOfObject, putObject } from './attacks/rows.ts';
import { expectClosed, openStage, type Somebody, type Stage } from './attacks/stage.ts';
import type { SentLetter } from './end-to-end/client.ts';

const NAME = 'Akte.pdf';
/** Two parts, the second one of four chunks. */
const FILE_BYTES = 17 * 1024 * 1024;
const RECORD = 262_160;
const SEALED_BYTES = layoutOf(FILE_BYTES).sealedSizeBytes;
const PART_END = partOf(layoutOf(FILE_BYTES), 64, 1).sealedEnd;

let stage: Stage;
let sender: Somebody;
let reader: Somebody;
let letter: SentLetter;

const send = () => stage.send(sender, [reader], { files: [{ path: [NAME], octets: octetsOf(FILE_BYTES) }] });

beforeAll(async () => {
  stage = await openStage();
  sender = await stage.caseworker();
  reader = await stage.citizen();
  letter = await send();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** Receives while the server lies; whoever waits in vain presses Ctrl-C when it has lied often enough. */
async function receiveWith(lie: (answer: FileAnswer) => Lie | undefined, patienceLies = 3) {
  const stop = new AbortController();
  let lies = 0;
  await using server = await startLyingServer(stage.api.url, {
    file: (answer) => {
      const told = lie(answer);
      if (told && ++lies === patienceLies) stop.abort();
      return told;
    },
  });
  const link = server.through(stage.linkOf(letter, reader));
  return { ...(await stage.receive(reader, link, [], { signal: stop.signal })), lies };
}

const isWhole = (arrived: object) => Object.keys(arrived).includes(NAME);
const rangeOf = (start: number, length: number, total: number | string) =>
  `bytes ${start}-${start + length - 1}/${total}`;

/** Only what lies before `end` in the object. */
const before = (end: number, { start, body }: FileAnswer) =>
  start + body.length <= end ? undefined : body.subarray(0, Math.max(0, end - start));

/** The connection breaks, so that the rest is asked for by range. */
const brokenOff = ({ body }: FileAnswer): Lie => ({
  body: body.subarray(0, 36 + 10 * RECORD + 1000),
  contentLength: body.length,
});

const ENDS: [string, number][] = [
  ['at a chunk border', 36 + 10 * RECORD],
  ['in a chunk', 36 + 10 * RECORD + 1000],
  ['at a part border', PART_END],
  ['before the final tag', SEALED_BYTES - 16],
  ['one octet too early', SEALED_BYTES - 1],
];

describe('a download that ends too early', () => {
  test.each(ENDS)('%s, with a connection that breaks, is no file', async (_, end) => {
    const got = await receiveWith((answer) => {
      const body = before(end, answer);
      return body && { body, contentLength: answer.body.length };
    });
    expect([got.exitCode, isWhole(got.arrived), got.lies]).toEqual([3, false, 3]);
  });

  test.each(ENDS)('%s, in an answer that says it is no longer, is no file', async (_, end) => {
    const got = await receiveWith((answer) => {
      const body = before(end, answer);
      return body && { body, contentRange: rangeOf(answer.start, Math.max(1, body.length), answer.totalBytes) };
    });
    expect([got.exitCode, isWhole(got.arrived), got.lies]).toEqual([3, false, 3]);
  });

  test.each(ENDS)('%s, as if the object ended there, is refused', async (_, end) => {
    const got = await receiveWith((answer) => {
      const body = before(end, answer);
      return body && { body, contentRange: rangeOf(answer.start, Math.max(1, body.length), end) };
    }, 100);
    expect([got.exitCode, isWhole(got.arrived)]).toEqual([4, false]);
    expect(got.last).toContain('umschlag: file_size_mismatch: ');
    expect((await stage.told(letter, reader)).reason).toBe('file_size_mismatch');
  });
});

describe('a download that is not what was asked for', () => {
  test.each([
    ['by an octet', 1],
    ['by a chunk', RECORD],
  ])('is refused when its octets are shifted %s, and the sender is told', async (_, by) => {
    letter = await send();
    const object = await octetsOfObject(stage, letter.manifest.files[0]!.id);
    const got = await receiveWith((answer) => {
      const { start, body } = answer;
      if (start === 0) return brokenOff(answer);
      return { body: Buffer.concat([object.subarray(start + by), Buffer.alloc(by)]).subarray(0, body.length) };
    }, 100);
    expect([got.exitCode, got.last]).toEqual([4, expect.stringContaining('umschlag: damaged: ')]);
    expect([got.arrived, got.lies > 0]).toEqual([{}, true]);
    expect(await stage.told(letter, reader)).toEqual({ reason: 'damaged', mailed: [sender.session.email] });
  });

  test('is refused when it says itself that it begins elsewhere, and the sender is told', async () => {
    letter = await send();
    const got = await receiveWith((answer) => {
      const { start, body, totalBytes } = answer;
      if (start === 0) return brokenOff(answer);
      return { body, contentRange: rangeOf(start + 1, body.length - 1, totalBytes) };
    }, 100);
    expect([got.exitCode, got.last]).toEqual([4, expect.stringContaining('umschlag: file_size_mismatch: ')]);
    expect(isWhole(got.arrived)).toBe(false);
    expect(await stage.told(letter, reader)).toEqual({ reason: 'file_size_mismatch', mailed: [sender.session.email] });
  });

  test('that goes on after its end gives the file that was sent, and nothing more', async () => {
    const got = await receiveWith(({ body }) => ({ body: Buffer.concat([body, Buffer.alloc(RECORD, 1)]) }), 100);
    expect([got.exitCode, got.lies > 0]).toEqual([0, true]);
    expect(got.arrived).toEqual({ [NAME]: sha256(octetsOf(FILE_BYTES)) });
  });
});

describe('an object that was cut in the storage', () => {
  test.each(ENDS)('%s is no file', async (_, end) => {
    letter = await send();
    const { id } = letter.manifest.files[0]!;
    await putObject(stage, id, (await octetsOfObject(stage, id)).subarray(0, end));
    const stop = new AbortController();
    let asked = 0;
    await using server = await startLyingServer(stage.api.url, {
      before: async (_method, path) => {
        if (path.includes('/files/') && ++asked === 4) stop.abort();
      },
    });
    const link = server.through(stage.linkOf(letter, reader));
    const got = await stage.receive(reader, link, [], { signal: stop.signal });
    expect([got.exitCode === 0, isWhole(got.arrived)]).toEqual([false, false]);
  });

  test.each(ENDS)('%s, with the database saying so too, is refused before anything of it is shown', async (_, end) => {
    letter = await send();
    const { id } = letter.manifest.files[0]!;
    await putObject(stage, id, (await octetsOfObject(stage, id)).subarray(0, end));
    await stage.change((tx) =>
      tx.updateTable('delivery_files').set({ sealed_size_bytes: end }).where('id', '=', id).execute(),
    );
    await expectClosed(stage, { sender, reader, letter, code: 'wrong_files' });
  });
});

const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');
