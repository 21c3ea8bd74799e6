import { digestFromParts, type Manifest, type ManifestFile, type SecretKey, sealCopies } from '@umschlag/keyring';
import { fromBase64 } from '../../transfer/base64.ts';
import type { SealedFile } from '../../transfer/sealed-files.ts';
import { distinctPaths } from '../distinct-paths.ts';
import type { Reader, SealedCopies, SealWish } from '../sealing-calls.ts';
import { checkKey } from './check-key.ts';

/** Seals a delivery's manifest for everybody who reads it. Throws `KeyringError`. */
export async function sealDelivery(senderKey: SecretKey, wish: Omit<SealWish, 'fingerprint'>): Promise<SealedCopies> {
  const offered = wish.readers.filter((reader) => 'publicKey' in reader);
  const recipientKeys = await Promise.all(offered.map(checkKey));
  const manifest = await manifestOf(senderKey, wish);
  return sealCopies({ manifest, senderKey, recipientKeys, accessCodes: wish.codes });
}

async function manifestOf(
  senderKey: SecretKey,
  { deliveryId, level, readers, files, texts }: Omit<SealWish, 'fingerprint'>,
): Promise<Manifest> {
  const { address, fingerprint } = senderKey.public;
  return {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId,
    level,
    createdAt: new Date().toISOString(),
    sender: { address, fingerprint },
    recipients: readers.map(recipientOf),
    files: await manifestFiles(files),
    ...(level === 4 ? { subject: texts?.subject ?? '', message: texts?.message ?? '' } : {}),
  };
}

/** Files as a manifest lists them, under names that differ. */
export function manifestFiles(files: readonly SealedFile[]): Promise<ManifestFile[]> {
  const paths = distinctPaths(files.map(({ path }) => path));
  return Promise.all(files.map((file, index) => manifestFile(file, paths[index]!)));
}

function recipientOf(reader: Reader): Manifest['recipients'][number] {
  const { address } = reader;
  return 'access' in reader ? { address, access: reader.access } : { address, fingerprint: reader.fingerprint };
}

async function manifestFile(file: SealedFile, path: readonly string[]): Promise<ManifestFile> {
  const { fileId: id, sizeBytes, sessionKey, chunksPerPart, partSha256 } = file;
  const mediaType = /^[\x21-\x7e][\x20-\x7e]{0,254}$/.test(file.mediaType)
    ? file.mediaType
    : 'application/octet-stream';
  const digest = await digestFromParts(chunksPerPart, partSha256.map(fromBase64));
  return { id, path, mediaType, sizeBytes, sessionKey, digest };
}
