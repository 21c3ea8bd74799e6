import type { Delivery, PendingRelease } from '@umschlag/contract';
import { type PublicKey, releaseToRecipient, type SecretKey } from '@umschlag/keyring';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { Contacts, inWords } from '../keys/contacts.ts';
import { type OwnKey, requireOwnKey, unlockOwnKey } from '../keys/own-key.ts';
import { acceptKey } from '../send/readers.ts';
import { printable, type Terminal } from '../terminal/index.ts';

const MAX_MANIFEST_OCTETS = 4 * 1024 ** 2;

export interface ReleaseWish {
  readonly releases: readonly PendingRelease[];
  readonly to: string | undefined;
  readonly isConfirmed: boolean;
  readonly accepted: ReadonlySet<string>;
  readonly withRecoveryCode: boolean;
}

/**
 * Encrypts the manifest to the keys that recipients have made since; no file is touched.
 * @throws KeyringError, CommandError, UsageError
 */
export async function releaseDelivery(
  terminal: Terminal,
  client: Client,
  id: string,
  wish: ReleaseWish,
): Promise<void> {
  const ready = readyOf(wish);
  const { account } = await client.call('GET /api/v1/session', {});
  if (!account) throw new CommandError(EXIT.refused, 'sign_in_required: The API token is not valid; make a new one.');
  const own = await requireOwnKey(terminal, client.server, account.email);
  const { delivery } = await client.call('GET /api/v1/deliveries/:id', { params: { id } });
  const agreed: { release: PendingRelease; key: PublicKey }[] = [];
  for (const release of ready) {
    const key = await keyOf(terminal, client, own, release, wish.accepted);
    if (await isAgreed(terminal, release, key, wish.isConfirmed)) agreed.push({ release, key });
  }
  if (agreed.length === 0) throw new UsageError('Nothing was released.');
  const secret = await unlockOwnKey(terminal, own, wish.withRecoveryCode);
  for (const { release, key } of agreed) {
    await releaseOne(client, delivery, account.email, secret, release, key);
    terminal.note(`Released to ${printable(release.email)}, who is mailed the link again.`);
    terminal.print(release.email);
  }
}

function readyOf({ releases, to }: ReleaseWish): PendingRelease[] {
  const asked = to === undefined ? releases : releases.filter(({ email }) => email.toLowerCase() === to);
  if (asked.length === 0) throw new UsageError('Nobody waits for this delivery; "umschlag release" shows who waits.');
  const ready = asked.filter(({ fingerprint }) => fingerprint !== null);
  if (ready.length > 0) return ready;
  const names = asked.map(({ email }) => printable(email)).join(', ');
  throw new CommandError(EXIT.refused, `manifest_pending: ${names} has not made a key yet.`);
}

async function keyOf(
  terminal: Terminal,
  client: Client,
  own: OwnKey,
  { email, fingerprint }: PendingRelease,
  accepted: ReadonlySet<string>,
): Promise<PublicKey> {
  const address = email.toLowerCase();
  const { keys } = await client.call('POST /api/v1/keys/lookup', { body: { emails: [address] }, repeatable: true });
  const offered = keys[0]?.key;
  if (!offered || offered.fingerprint !== fingerprint) {
    throw new CommandError(EXIT.refused, `recipient_key_changed: The key of ${printable(email)} is another by now.`);
  }
  const contacts = await Contacts.open(terminal, client.server, own.address);
  return acceptKey(terminal, contacts, address, offered, accepted, own);
}

async function isAgreed(
  terminal: Terminal,
  { email }: PendingRelease,
  { fingerprint }: PublicKey,
  isConfirmed: boolean,
): Promise<boolean> {
  terminal.note(`${printable(email)} has made a key:\n    ${await inWords(fingerprint)}`);
  if (isConfirmed) return true;
  if (!terminal.ask) throw new UsageError('Compare the nine words by telephone, then call again with --yes.');
  const answer = await terminal.ask(`Are these the nine words that ${printable(email)} sees? (yes/no) `);
  return /^(y|yes|j|ja)$/i.test(answer.trim());
}

async function releaseOne(
  client: Client,
  delivery: Delivery,
  senderAddress: string,
  senderKey: SecretKey,
  { recipientId }: PendingRelease,
  recipientKey: PublicKey,
): Promise<void> {
  const { id, level, files } = delivery;
  const own = 'GET /api/v1/deliveries/:id/manifests/self';
  const sealed = await client.getOctets(own, { params: { id }, maxOctets: MAX_MANIFEST_OCTETS });
  const released = await releaseToRecipient(sealed, {
    senderKey,
    recipientKey,
    expected: {
      deliveryId: id,
      level: level as 3 | 4,
      senderAddress,
      senderKey: senderKey.public,
      rememberedFingerprint: senderKey.public.fingerprint,
      myAddress: senderAddress,
      objects: files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
    },
  });
  await client.sendOctets('PUT /api/v1/deliveries/:id/manifests/:recipientId', {
    params: { id, recipientId },
    query: { reader: 'key', fingerprint: recipientKey.fingerprint },
    octets: released.forRecipient,
  });
  // So that the next release signs a list in which this recipient stands with the key.
  await client.sendOctets('PUT /api/v1/deliveries/:id/manifests/self', {
    params: { id },
    query: { fingerprint: senderKey.public.fingerprint },
    octets: released.sealed,
  });
}
