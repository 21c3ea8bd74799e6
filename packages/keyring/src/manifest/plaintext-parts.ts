import { type ByteSource, layoutOf, partCountOf, partOf } from '@umschlag/sealed';
import { toBase64Url } from '../base64.ts';
import { KeyringError } from '../errors.ts';
import { digestFromParts } from './file-digest.ts';
import type { FileDigest, ManifestFile } from './manifest.ts';
import { sha256 } from './octets.ts';
import { SourceReader } from './source-reader.ts';

/** A part of a plaintext, whole. */
interface PlainPart {
  /** From 1. */
  readonly number: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * The digest of a plaintext that is not uploaded part by part, or whose parts were hashed nowhere. Holds one part in
 * memory. Throws `file_size_mismatch` if the source is not as long as said.
 */
export async function digestPlaintext(
  { sizeBytes, chunksPerPart }: { sizeBytes: number; chunksPerPart: number },
  source: ByteSource,
): Promise<FileDigest> {
  const digests: Uint8Array[] = [];
  for await (const part of plainParts(sizeBytes, chunksPerPart, 1, source)) digests.push(await sha256(part.bytes));
  return digestFromParts(chunksPerPart, digests);
}

/**
 * Passes a plaintext on part by part, none before its digest was right. WebCrypto hashes only what is in memory, so
 * that a part is held anyway. Complete means that the iteration ended without an error: then length and digests are
 * those that the sender signed.
 * @param source the plaintext from where part `fromPart` begins (see {@link plainStartOfPart}) to the file's end
 * @param fromPart from 1; others for a download that goes on after a cut
 * @throws KeyringError `file_size_mismatch`, `file_digest_mismatch`; and what the source throws
 */
export async function* verifiedPlaintext(
  file: ManifestFile,
  source: ByteSource,
  fromPart = 1,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { chunksPerPart, partSha256 } = file.digest;
  for await (const { number, bytes } of plainParts(file.sizeBytes, chunksPerPart, fromPart, source)) {
    if (toBase64Url(await sha256(bytes)) !== partSha256[number - 1]) {
      throw new KeyringError('file_digest_mismatch', 'A part of the file is not the one that the sender signed.');
    }
    if (bytes.length > 0) yield bytes;
  }
}

/** The offset in the plaintext at which part `number` (from 1) begins. */
export function plainStartOfPart({ sizeBytes, digest }: ManifestFile, number: number): number {
  return partOf(layoutOf(sizeBytes), digest.chunksPerPart, number).plainStart;
}

async function* plainParts(
  sizeBytes: number,
  chunksPerPart: number,
  fromPart: number,
  source: ByteSource,
): AsyncGenerator<PlainPart> {
  const layout = layoutOf(sizeBytes);
  const count = partCountOf(layout, chunksPerPart);
  const reader = new SourceReader(source);
  try {
    for (let number = fromPart; number <= count; number += 1) {
      const { plainStart, plainEnd } = partOf(layout, chunksPerPart, number);
      const bytes = new Uint8Array(plainEnd - plainStart);
      if (!(await reader.fill(bytes))) throw sizeMismatch('shorter');
      if (number === count && !(await reader.atEnd())) throw sizeMismatch('longer');
      yield { number, bytes };
    }
  } finally {
    await reader.close();
  }
}

function sizeMismatch(how: 'longer' | 'shorter'): KeyringError {
  return new KeyringError('file_size_mismatch', `The file is ${how} than the sender signed.`);
}
