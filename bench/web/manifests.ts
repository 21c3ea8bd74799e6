import { randomBytes, randomUUID } from 'node:crypto';
import { digestFromParts, generateKey, type Manifest, readPublicKey, sealCopies } from '@umschlag/keyring';
import { chunksPerPartFor, layoutOf, partsOf } from '@umschlag/sealed/node';

const SENDER = 'absender@example.org';
const FILE_BYTES = 40 * 2 ** 20;
const FILES = 3;

/** A delivery as the keyring's worker is asked to open it, in JSON: octets as base64. */
export interface SealedInJson {
  readonly sealed: string;
  readonly senderKeys: { readonly key: object; readonly formerKeys: readonly [] };
  readonly expected: object;
}

/** Deliveries of level 4 with three files each, for the owner of a key, all from one sender. */
export async function sealedManifests(count: number, address: string, publicKey: string): Promise<SealedInJson[]> {
  const { secret: senderKey, publicKeyOctets, fingerprint, keyVersion } = await generateKey({ address: SENDER });
  const recipient = await readPublicKey({ key: Buffer.from(publicKey, 'base64'), address });
  const key = {
    fingerprint,
    version: keyVersion,
    publicKey: Buffer.from(publicKeyOctets).toString('base64'),
    addressSalt: randomBytes(32).toString('base64'),
    logSeq: 1,
  };
  const found: SealedInJson[] = [];
  for (let one = 0; one < count; one++) {
    const manifest = await newManifest(fingerprint, { address, fingerprint: recipient.fingerprint });
    const { forRecipients } = await sealCopies({ manifest, senderKey, recipientKeys: [recipient] });
    found.push({
      sealed: Buffer.from(forRecipients.get(address)!).toString('base64'),
      senderKeys: { key, formerKeys: [] },
      expected: expectedOf(manifest, address),
    });
  }
  return found;
}

async function newManifest(
  senderFingerprint: string,
  recipient: { address: string; fingerprint: string },
): Promise<Manifest> {
  return {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId: randomUUID(),
    level: 4,
    createdAt: new Date().toISOString(),
    sender: { address: SENDER, fingerprint: senderFingerprint },
    recipients: [recipient],
    files: await Promise.all(Array.from({ length: FILES }, newFile)),
    subject: 'Bescheid',
    message: 'Guten Tag,\nanbei der Bescheid.',
  };
}

async function newFile(_: unknown, index: number): Promise<Manifest['files'][number]> {
  const chunksPerPart = chunksPerPartFor(FILE_BYTES);
  const parts = partsOf(layoutOf(FILE_BYTES), chunksPerPart);
  const digests = parts.map(() => new Uint8Array(randomBytes(32)));
  return {
    id: randomUUID(),
    path: ['Akte', `Anlage ${index}.pdf`],
    mediaType: 'application/pdf',
    sizeBytes: FILE_BYTES,
    sessionKey: randomBytes(32).toString('base64url'),
    digest: await digestFromParts(chunksPerPart, digests),
  };
}

/** What an honest server says. */
function expectedOf({ deliveryId, level, files }: Manifest, myAddress: string): object {
  const objects = files.map(({ id, sizeBytes }) => ({ fileId: id, sizeBytes: layoutOf(sizeBytes).sealedSizeBytes }));
  return { deliveryId, level, senderAddress: SENDER, myAddress, objects };
}
