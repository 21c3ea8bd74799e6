import { createMessage, encrypt, encryptSessionKey } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { normalAddress } from '../keys/profile.ts';
import type { Manifest, ManifestRecipient } from './manifest.ts';
import { sessionKeyOf, WRITING } from './message-profile.ts';
import { type OpenManifestInput, openMessage } from './open-manifest.ts';
import { joinPackets, type MessagePackets, readPackets } from './packets.ts';
import { encodeManifest } from './parse-manifest.ts';

type Expected = OpenManifestInput['expected'];

export interface ReleasedManifest {
  readonly manifest: Manifest;
  /** In place of what was given: opens for the same readers, and for the new one. */
  readonly sealed: Uint8Array<ArrayBuffer>;
  /** Opens for the new reader alone. */
  readonly forRecipient: Uint8Array<ArrayBuffer>;
}

/**
 * The sender releases a delivery to one more key: of a recipient who was pending, who lost the code or the key, or who
 * was not listed yet. The list is signed anew; everybody else's copies stay good, those in the same message too, since
 * its session key stays and only the content is sealed anew (RFC 9580 §5.13.2 gives each content an own message key by
 * its salt). No file is touched. Throws as `openManifest`.
 *
 * It takes nothing away: who could open the former message knows what is in it.
 * @param sealed the sender's own copy, or the message for all readers
 */
export async function releaseToRecipient(
  sealed: Uint8Array,
  input: { senderKey: SecretKey; expected: Expected; recipientKey: PublicKey; now?: Date },
): Promise<ReleasedManifest> {
  const { senderKey, expected, recipientKey, now = new Date() } = input;
  const former = await openMessage(sealed, { with: { secretKey: senderKey }, expected, now });
  if (former.openedAs !== 'sender') throw new KeyringError('wrong_sender', 'Only the sender releases a delivery.');
  const recipients = listedAnew(former.manifest.recipients, recipientKey);
  const manifest = { ...former.manifest, createdAt: now.toISOString(), recipients };
  const content = await encrypt({
    message: await createMessage({ binary: await encodeManifest(manifest), date: now }),
    signingKeys: senderKey.openpgp,
    sessionKey: sessionKeyOf(former.sessionKey),
    format: 'binary',
    date: now,
    config: WRITING,
  });
  const added = await packetFor(recipientKey, former.sessionKey, now);
  const { forKeys, forCodes } = former.packets;
  return {
    manifest,
    sealed: await joined({ forKeys: [...forKeys, added], forCodes, content }),
    forRecipient: await joined({ forKeys: [added], forCodes: [], content }),
  };
}

/**
 * A recipient who opened by access code makes a copy for the key that they made since, and for nothing else: the
 * content and its signature stay octet for octet, and the code does not open the copy. `openManifest` takes it, since
 * the sender listed this address with an access code. Throws as `openManifest`, and `key_address_mismatch` if the key
 * is of another address.
 */
export async function copyToOwnKey(
  sealed: Uint8Array,
  input: { accessCode: string; expected: Expected; ownKey: PublicKey; now?: Date },
): Promise<Uint8Array<ArrayBuffer>> {
  const { accessCode, expected, ownKey, now = new Date() } = input;
  if (ownKey.address !== normalAddress(expected.myAddress)) {
    throw new KeyringError('key_address_mismatch', 'The key does not belong to the address of the recipient.');
  }
  const { packets, sessionKey } = await openMessage(sealed, { with: { accessCode }, expected, now });
  return joined({
    forKeys: [await packetFor(ownKey, sessionKey, now)],
    forCodes: [],
    content: packets.content,
  });
}

function listedAnew(recipients: readonly ManifestRecipient[], key: PublicKey): ManifestRecipient[] {
  const entry = { address: key.address, fingerprint: key.fingerprint };
  const isListed = recipients.some(({ address }) => address === key.address);
  return isListed ? recipients.map((one) => (one.address === key.address ? entry : one)) : [...recipients, entry];
}

/** The session key encrypted to one key: a PKESK packet, whose version {@link joined} checks. */
export function packetFor({ openpgp }: PublicKey, sessionKey: Uint8Array, now: Date): Promise<Uint8Array> {
  return encryptSessionKey({
    ...sessionKeyOf(sessionKey),
    encryptionKeys: openpgp,
    format: 'binary',
    date: now,
    config: WRITING,
  });
}

/** Read back, so that nothing leaves that is not written as docs/FORMATS.md says. */
async function joined(packets: MessagePackets): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = joinPackets(packets);
  await readPackets(sealed);
  return sealed;
}
