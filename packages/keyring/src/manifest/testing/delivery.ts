import { layoutOf, newSessionKey } from '@umschlag/sealed';
import { toBase64Url } from '../../base64.ts';
import { generateKey } from '../../keys/generate-key.ts';
import type { SecretKey } from '../../keys/key.ts';
import type { Manifest, ManifestFile, ManifestRecipient } from '../manifest.ts';
import type { OpenManifestInput } from '../open-manifest.ts';
import { digestPlaintext } from '../plaintext-parts.ts';

export const NOW = new Date('2026-11-20T10:00:00.000Z');
export const DELIVERY = '00000000-0000-4000-8000-000000000001';
export const OTHER_DELIVERY = '00000000-0000-4000-8000-000000000002';

/** A new key for `name`@example.org. */
export async function personKey(name: string): Promise<SecretKey> {
  return (await generateKey({ address: `${name}@example.org`, now: NOW })).secret;
}

export const listed = ({ public: { address, fingerprint } }: SecretKey) => ({ address, fingerprint });

/** A small file with a fresh session key. */
export async function aFile(
  number: number,
  bytes: Uint8Array,
  change: Partial<ManifestFile> = {},
): Promise<ManifestFile> {
  return {
    id: `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    path: ['Unterlagen', `Anlage ${number}.pdf`],
    mediaType: 'application/pdf',
    sizeBytes: bytes.length,
    sessionKey: toBase64Url(newSessionKey()),
    digest: await digestPlaintext({ sizeBytes: bytes.length, chunksPerPart: 64 }, once(bytes)),
    ...change,
  };
}

export async function* once(bytes: Uint8Array) {
  yield bytes;
}

export async function aManifest(
  sender: SecretKey,
  recipients: readonly ManifestRecipient[],
  change: Partial<Manifest> = {},
): Promise<Manifest> {
  return {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId: DELIVERY,
    level: 3,
    createdAt: NOW.toISOString(),
    sender: listed(sender),
    recipients,
    files: [await aFile(1, new TextEncoder().encode('eins')), await aFile(2, new Uint8Array(0))],
    ...change,
  };
}

/** What an honest server says about the delivery of `manifest`. */
export function expectedOf(manifest: Manifest, sender: SecretKey, reader: string): OpenManifestInput['expected'] {
  return {
    deliveryId: manifest.deliveryId,
    level: manifest.level,
    senderAddress: manifest.sender.address,
    senderKey: sender.public,
    myAddress: reader,
    objects: manifest.files.map(({ id, sizeBytes }) => ({
      fileId: id,
      sizeBytes: layoutOf(sizeBytes).sealedSizeBytes,
    })),
  };
}
