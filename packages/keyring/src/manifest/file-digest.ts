import { layoutOf, MAX_PARTS, partCountOf } from '@umschlag/sealed';
import { toBase64Url } from '../base64.ts';
import type { FileDigest, ManifestFile } from './manifest.ts';
import { concat, fromBase64Url, sha256 } from './octets.ts';
import { fields, items, malformed, type Place, text, whole } from './reading.ts';

/** S3's least part, and what a browser may be asked to hold of one part: 5 MiB and 256 MiB. */
const MIN_CHUNKS_PER_PART = 20;
const MAX_CHUNKS_PER_PART = 1024;

/**
 * The digest of a file from those of its parts, which sealing has made already: before a part is sent for the first
 * time its SHA-256 must be recorded (docs/FORMATS.md, "One key, one plaintext").
 * @param partSha256 32 octets for each part of the upload, in order
 * @param sha256OfFile 32 octets, if a receipt is to show it
 */
export async function digestFromParts(
  chunksPerPart: number,
  partSha256: readonly Uint8Array[],
  sha256OfFile?: Uint8Array,
): Promise<FileDigest> {
  return {
    chunksPerPart,
    partSha256: partSha256.map(toBase64Url),
    listSha256: toBase64Url(await sha256(concat(partSha256))),
    ...(sha256OfFile ? { sha256: toBase64Url(sha256OfFile) } : {}),
  };
}

/** Reads the digest of a file of `sizeBytes`; throws `malformed`. The list's own digest is checked apart. */
export function fileDigest(place: Place, sizeBytes: number): FileDigest {
  const found = fields(place, ['chunksPerPart', 'partSha256', 'listSha256'], ['sha256']);
  const chunksPerPart = whole(found.chunksPerPart, MIN_CHUNKS_PER_PART, MAX_CHUNKS_PER_PART);
  const parts = partCountOf(layoutOf(sizeBytes), chunksPerPart);
  if (parts > MAX_PARTS) throw malformed(place.at, 'more parts than an upload can have');
  return {
    chunksPerPart,
    partSha256: items(found.partSha256, parts, parts).map(digest),
    listSha256: digest(found.listSha256),
    ...(found.sha256 ? { sha256: digest(found.sha256) } : {}),
  };
}

function digest(place: Place): string {
  const said = text(place, 43, 43);
  if (fromBase64Url(said)?.length !== 32) throw malformed(place.at, 'not a SHA-256');
  return said;
}

/** Throws `malformed` if a list of part digests is not the one that its own digest names. */
export async function requireListDigests(files: readonly ManifestFile[]): Promise<void> {
  await Promise.all(
    files.map(async ({ digest: { partSha256, listSha256 } }, index) => {
      const list = concat(partSha256.map((one) => fromBase64Url(one)!));
      if (toBase64Url(await sha256(list)) !== listSha256) {
        throw malformed(`files.${index}.digest.listSha256`, 'not the digest of the list');
      }
    }),
  );
}
