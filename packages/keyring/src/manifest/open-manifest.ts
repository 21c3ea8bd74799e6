import { type AnyPacket, type DecryptedSessionKey, decrypt, decryptSessionKeys, enums, type Message } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { SecretKey } from '../keys/key.ts';
import { normaliseAccessCode } from '../unlocks/access-code.ts';
import { derivationUnavailable, listenForFailure } from '../unlocks/sealed-secret.ts';
import { type Capacity, type ExpectedDelivery, requireBinding } from './binding.ts';
import type { Manifest } from './manifest.ts';
import { CLOCK_SKEW_MS, READING, sessionKeyOf } from './message-profile.ts';
import { type MessagePackets, readPackets } from './packets.ts';
import { parseManifest } from './parse-manifest.ts';
import { type ExpectedSigner, requireSigner, type Signer } from './signer.ts';

/** What the reader holds: the unlocked secret key, or an access code as it was typed. */
export type Opener = { readonly secretKey: SecretKey } | { readonly accessCode: string };

export interface OpenManifestInput {
  readonly with: Opener;
  readonly expected: ExpectedDelivery & ExpectedSigner;
  readonly now?: Date;
}

export interface OpenedManifest {
  readonly manifest: Manifest;
  readonly signer: Signer;
  readonly openedAs: Capacity;
}

/**
 * Opens a manifest and gives it out only if everything that it binds is as expected: the signature, the sender, the
 * delivery, the level, the reader, the files and their sizes. Throws `KeyringError`, see error-codes.ts; also
 * `wrong_secret`, `access_code_invalid`, `derivation_unavailable`.
 */
export async function openManifest(octets: Uint8Array, input: OpenManifestInput): Promise<OpenedManifest> {
  const { manifest, signer, openedAs } = await openMessage(octets, input);
  return { manifest, signer, openedAs };
}

/** As {@link openManifest}, with what it takes to encrypt the same message to somebody else. For this package alone. */
export async function openMessage(
  octets: Uint8Array,
  { with: opener, expected, now = new Date() }: OpenManifestInput,
): Promise<OpenedManifest & { packets: MessagePackets; sessionKey: Uint8Array }> {
  const { message, packets } = await readPackets(octets);
  const sessionKeys = await sessionKeysOf(message, packets, opener);
  const { content, signatures, sessionKey } = await contentOf(octets, sessionKeys, expected, now);
  const signer = await requireSigner(signatures, expected);
  const manifest = await parseManifest(content);
  const fingerprint = 'secretKey' in opener ? opener.secretKey.public.fingerprint : undefined;
  const openedAs = requireBinding(manifest, signer, expected, fingerprint, now);
  return { manifest, signer, openedAs, packets, sessionKey };
}

async function sessionKeysOf(
  message: Message<Uint8Array>,
  packets: MessagePackets,
  opener: Opener,
): Promise<DecryptedSessionKey[]> {
  if ('secretKey' in opener) {
    try {
      return await decryptSessionKeys({ message, decryptionKeys: opener.secretKey.openpgp, config: READING });
    } catch (cause) {
      throw new KeyringError('wrong_secret', 'This key does not open the manifest.', { cause });
    }
  }
  const passwords = normaliseAccessCode(opener.accessCode);
  if (packets.forCodes.length === 0) throw new KeyringError('wrong_code', 'No access code opens this manifest.');
  const failures = message.packets.filterByTag(enums.packet.symEncryptedSessionKey).map(failureOf);
  try {
    return await decryptSessionKeys({ message, passwords, config: READING });
  } catch (cause) {
    const failure = failures.map((ask) => ask()).find(Boolean);
    throw failure
      ? derivationUnavailable(failure)
      : new KeyringError('wrong_code', 'This access code does not open the manifest.', { cause });
  }
}

function failureOf(packet: AnyPacket): () => unknown {
  return listenForFailure((packet as unknown as { s2k: Parameters<typeof listenForFailure>[0] }).s2k);
}

/** Tries each session key alone: a server can put session key packets in front of the message, but not make them fit. */
async function contentOf(
  octets: Uint8Array,
  keys: readonly DecryptedSessionKey[],
  { senderKey }: ExpectedSigner,
  now: Date,
) {
  let cause: unknown;
  for (const { data: sessionKey } of keys) {
    try {
      const { message } = await readPackets(octets);
      const { data: content, signatures } = await decrypt({
        message,
        sessionKeys: sessionKeyOf(sessionKey),
        ...(senderKey && { verificationKeys: senderKey.openpgp }),
        // No signature may be dated later than this, which allows for the skew of clocks.
        date: new Date(now.getTime() + CLOCK_SKEW_MS),
        format: 'binary',
        config: READING,
      });
      return { content, signatures, sessionKey };
    } catch (error) {
      cause = error;
    }
  }
  throw new KeyringError('damaged', 'The manifest was altered, or cut, or is not the one that the key is for.', {
    cause,
  });
}
