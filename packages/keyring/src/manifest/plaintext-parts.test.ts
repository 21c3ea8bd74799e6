import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { layoutOf, partsOf } from '@umschlag/sealed';
import { openRange, openStream, sealStream } from '@umschlag/sealed/web';
import { digestFromParts } from './file-digest.ts';
import type { ManifestFile } from './manifest.ts';
import { digestPlaintext, plainStartOfPart, verifiedPlaintext } from './plaintext-parts.ts';
import { sealedObjectOf } from './sealed-file.ts';
import { allOf, countingBytes, inSteps } from './testing/bytes.ts';
import { aFile } from './testing/delivery.ts';

/** The least part: 20 chunks of 256 KiB. */
const chunksPerPart = 20;
const plain = countingBytes(12_000_000);
let file: ManifestFile;
beforeAll(async () => {
  const digest = await digestPlaintext({ sizeBytes: plain.length, chunksPerPart }, inSteps(plain));
  file = await aFile(1, plain, { digest });
});

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** What came before the error, and the error's code. */
async function untilRefused(source: AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; code: unknown }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of source) pieces.push(piece);
  } catch (error) {
    return { bytes: Buffer.concat(pieces), code: (error as { code?: unknown }).code };
  }
  return { bytes: Buffer.concat(pieces), code: 'complete' };
}

describe('the digest of a file', () => {
  test('has the parts of the upload, whose hashes the upload had to record anyway', async () => {
    const parts = partsOf(layoutOf(plain.length), chunksPerPart).map((part) =>
      sha256(plain.subarray(part.plainStart, part.plainEnd)),
    );
    expect(parts).toHaveLength(3);
    expect(await digestFromParts(chunksPerPart, parts)).toEqual(file.digest);
    expect(file.digest.listSha256).toBe(sha256(Buffer.concat(parts)).toString('base64url'));
    expect(await digestFromParts(chunksPerPart, parts, sha256(plain))).toMatchObject({
      sha256: sha256(plain).toString('base64url'),
    });
  });

  test('is the same however the bytes come', async () => {
    const few = plain.subarray(0, 100_000);
    for (const [bytes, step] of [
      [plain, 1_000_003],
      [plain, plain.length],
      [few, 7],
    ] as const) {
      const asWhole = await digestPlaintext({ sizeBytes: bytes.length, chunksPerPart }, inSteps(bytes));
      const inPieces = await digestPlaintext({ sizeBytes: bytes.length, chunksPerPart }, inSteps(bytes, step));
      expect(inPieces).toEqual(asWhole);
    }
  });

  test.each([0, 1, 20 * 262_144 - 12, 20 * 262_144 - 11])(
    'of %i bytes is right at the edges of parts',
    async (size) => {
      const bytes = plain.subarray(0, size);
      const digest = await digestPlaintext({ sizeBytes: size, chunksPerPart }, inSteps(bytes));
      const edge = { ...file, sizeBytes: size, digest };
      expect((await allOf(verifiedPlaintext(edge, inSteps(bytes)))).equals(bytes)).toBe(true);
    },
  );

  test('is not made of a source that is shorter or longer than said', async () => {
    for (const sizeBytes of [plain.length - 1, plain.length + 1]) {
      const digesting = digestPlaintext({ sizeBytes, chunksPerPart }, inSteps(plain));
      await expect(digesting).rejects.toMatchObject({ code: 'file_size_mismatch' });
    }
  });
});

describe('a file that is opened', () => {
  test('is complete only with the length and the digests that the sender signed', async () => {
    expect((await untilRefused(verifiedPlaintext(file, inSteps(plain)))).code).toBe('complete');
    const cut = await untilRefused(verifiedPlaintext(file, inSteps(plain.subarray(0, -1))));
    expect(cut.code).toBe('file_size_mismatch');
    const longer = await untilRefused(verifiedPlaintext(file, inSteps(Buffer.concat([plain, Buffer.of(0)]))));
    expect(longer.code).toBe('file_size_mismatch');
  });

  test('gives no byte of a part whose digest is not right', async () => {
    const { plainStart } = partsOf(layoutOf(plain.length), chunksPerPart)[1]!;
    const altered = plain.slice();
    altered[plainStart + 1_000_000]! ^= 1;
    const { bytes, code } = await untilRefused(verifiedPlaintext(file, inSteps(altered)));
    expect(code).toBe('file_digest_mismatch');
    expect(bytes.equals(plain.subarray(0, plainStart))).toBe(true);
  });

  test('goes on at a part after a cut', async () => {
    const start = plainStartOfPart(file, 2);
    const rest = verifiedPlaintext(file, inSteps(plain.subarray(start)), 2);
    expect((await allOf(rest)).equals(plain.subarray(start))).toBe(true);
  });

  test('stops its source when the reader stops', async () => {
    let stopped = false;
    async function* source() {
      try {
        yield* inSteps(plain);
        for (;;) yield plain;
      } finally {
        stopped = true;
      }
    }
    for await (const _ of verifiedPlaintext(file, source())) break;
    expect(stopped).toBe(true);
  });

  test('passes the error of its source on', async () => {
    async function* broken() {
      yield plain.subarray(0, 1000);
      throw new Error('the line was cut');
    }
    await expect(allOf(verifiedPlaintext(file, broken()))).rejects.toThrow('the line was cut');
  });
});

describe('with its sealed object', () => {
  let sealed: Buffer;
  beforeAll(async () => {
    sealed = await allOf(sealStream(sealedObjectOf(file), inSteps(plain)));
  });

  test('opens as a stream and in ranges, verified', async () => {
    const object = sealedObjectOf(file);
    expect(object.sealedSizeBytes).toBe(sealed.length);
    const opened = openStream({ ...object, expectedPlainSizeBytes: file.sizeBytes }, inSteps(sealed));
    expect((await allOf(verifiedPlaintext(file, opened))).equals(plain)).toBe(true);
    const start = plainStartOfPart(file, 3);
    const ranged = openRange(object, (from, to) => inSteps(sealed.subarray(from, to)), start, file.sizeBytes);
    expect((await allOf(verifiedPlaintext(file, ranged, 3))).equals(plain.subarray(start))).toBe(true);
  });

  test('the objects of two files of one size cannot be swapped: the session key of one does not open the other', async () => {
    const other = await aFile(2, plain, { digest: file.digest });
    const opened = openStream({ ...sealedObjectOf(other), expectedPlainSizeBytes: plain.length }, inSteps(sealed));
    expect(await untilRefused(verifiedPlaintext(other, opened))).toEqual({ bytes: Buffer.alloc(0), code: 'altered' });
  });

  test('who knows the session key, as every recipient does, still cannot put another file in its place', async () => {
    const forged = plain.slice().fill(0, 6_000_000);
    const resealed = await allOf(sealStream(sealedObjectOf(file), inSteps(forged)));
    const opened = openStream({ ...sealedObjectOf(file), expectedPlainSizeBytes: file.sizeBytes }, inSteps(resealed));
    expect((await untilRefused(verifiedPlaintext(file, opened))).code).toBe('file_digest_mismatch');
  });
});
