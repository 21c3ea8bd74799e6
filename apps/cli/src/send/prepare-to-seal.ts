import type { Delivery, DraftFields } from '@umschlag/contract';
import {
  type AccessCode,
  digestFromParts,
  MANIFEST_LIMITS,
  type Manifest,
  type ManifestFile,
  type PublicKey,
  type SecretKey,
  sealCopies,
} from '@umschlag/keyring';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { explained } from '../keys/explain.ts';
import { requireOwnKey, unlockOwnKey } from '../keys/own-key.ts';
import type { Terminal } from '../terminal/index.ts';
import type { UploadedFile } from '../transfer/index.ts';
import { type Readers, readersOf } from './readers.ts';
import type { Sealing } from './send-delivery.ts';
import type { SecretWishes } from './wishes.ts';

/** Levels 3 and 4, decided before an octet moves. */
export interface PreparedSealing extends Sealing {
  /** What the server may know of the draft. */
  readonly openDraft: DraftFields;
  readonly accessCodes: readonly AccessCode[];
}

interface SealWish {
  readonly email: string;
  readonly draft: DraftFields;
  readonly secret: SecretWishes;
}

/**
 * Unlocks the sender's key, and finds out with what each recipient will open.
 * @throws KeyringError, CommandError, UsageError
 */
export async function prepareToSeal(
  terminal: Terminal,
  client: Client,
  { email, draft, secret }: SealWish,
): Promise<PreparedSealing> {
  const { subject = '', message = '', ...rest } = draft;
  requireWithin('subject', subject, MANIFEST_LIMITS.maxSubjectCharacters);
  requireWithin('message', message, MANIFEST_LIMITS.maxMessageCharacters);
  const own = await requireOwnKey(terminal, client.server, email);
  const readers = await readersOf(terminal, client, own, draft.recipients ?? [], secret);
  const senderKey = await unlockOwnKey(terminal, own, secret.withRecoveryCode);
  const texts = secret.level === 4 ? { subject, message } : {};
  return {
    openDraft: secret.level === 4 ? rest : draft,
    accessCodes: readers.codes,
    check: (made) => requireLevel(made, secret.level),
    seal: (sealing, delivery, files) =>
      explained(async () => {
        const manifest = await manifestOf(delivery, secret.level, senderKey.public, readers, files, texts);
        return store(sealing, delivery, senderKey, readers, manifest);
      }),
  };
}

function requireWithin(name: string, text: string, max: number): void {
  if (text.length > max) throw new UsageError(`--${name} has more than ${max} characters.`);
}

function requireLevel({ level }: Delivery, wanted: 3 | 4): void {
  if (level === wanted) return;
  throw new CommandError(EXIT.untrusted, `wrong_level: The server has made a draft of level ${level}.`);
}

async function manifestOf(
  { id }: Delivery,
  level: 3 | 4,
  { address, fingerprint }: PublicKey,
  { keys, codes, pending }: Readers,
  files: readonly UploadedFile[],
  texts: { subject?: string; message?: string },
): Promise<Manifest> {
  return {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId: id,
    level,
    createdAt: new Date().toISOString(),
    sender: { address, fingerprint },
    recipients: [
      ...keys.map((key) => ({ address: key.address, fingerprint: key.fingerprint })),
      ...codes.map((code) => ({ address: code.address, access: 'access_code' as const })),
      ...pending.map((one) => ({ address: one, access: 'release_pending' as const })),
    ],
    files: await Promise.all(files.map(manifestFile)),
    ...texts,
  };
}

async function manifestFile(file: UploadedFile): Promise<ManifestFile> {
  const { fileId: id, path, mediaType, sizeBytes, sessionKey, chunksPerPart, partSha256 } = file;
  return {
    id,
    path,
    mediaType,
    sizeBytes,
    sessionKey: Buffer.from(sessionKey).toString('base64url'),
    digest: await digestFromParts(chunksPerPart, partSha256),
  };
}

/** One copy for each reader. @returns ids of the recipients who have none yet */
async function store(
  client: Client,
  delivery: Delivery,
  senderKey: SecretKey,
  readers: Readers,
  manifest: Manifest,
): Promise<string[]> {
  const { keys, codes, pending } = readers;
  const copies = await sealCopies({ manifest, senderKey, recipientKeys: keys, accessCodes: codes });
  const { id } = delivery;
  const idOf = new Map(delivery.recipients.map((one) => [one.email.toLowerCase(), one.id]));
  await client.sendOctets('PUT /api/v1/deliveries/:id/manifests/self', {
    params: { id },
    query: { fingerprint: senderKey.public.fingerprint },
    octets: copies.forSender,
  });
  for (const [address, octets] of copies.forRecipients) {
    const fingerprint = keys.find((key) => key.address === address)?.fingerprint;
    const query = fingerprint ? ({ reader: 'key', fingerprint } as const) : ({ reader: 'code' } as const);
    const params = { id, recipientId: idOf.get(address)! };
    await client.sendOctets('PUT /api/v1/deliveries/:id/manifests/:recipientId', { params, query, octets });
  }
  return pending.map((address) => idOf.get(address)!);
}
