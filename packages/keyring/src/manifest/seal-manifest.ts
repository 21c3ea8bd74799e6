import { newSessionKey } from '@umschlag/sealed';
import { createMessage, encrypt } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { normaliseAccessCode } from '../unlocks/access-code.ts';
import type { Manifest } from './manifest.ts';
import { sessionKeyOf, WRITING } from './message-profile.ts';
import { readPackets } from './packets.ts';
import { encodeManifest } from './parse-manifest.ts';

export interface SealManifestInput {
  readonly manifest: Manifest;
  /** Unlocked; signs, and can open the manifest later. */
  readonly senderKey: SecretKey;
  /** Exactly the keys that the manifest lists. The sender's own is added by itself. */
  readonly recipientKeys: readonly PublicKey[];
  /** One for each recipient listed with `access_code`, as told to them. */
  readonly accessCodes?: readonly string[];
  /** When it is signed. */
  readonly now?: Date;
}

/**
 * A manifest as it is stored: signed by the sender, then encrypted to each listed key, to the sender and to the access
 * codes, as one binary OpenPGP message. Throws `KeyringError` `recipients_mismatch` if keys and codes are not those of
 * the list, `malformed` if the manifest is none, `access_code_invalid`, and `wrong_sender` if it names another sender.
 */
export async function sealManifest(input: SealManifestInput): Promise<Uint8Array<ArrayBuffer>> {
  const { manifest, senderKey, recipientKeys, accessCodes = [], now = new Date() } = input;
  const content = await encodeManifest(manifest);
  requireSender(manifest, senderKey.public);
  requireListed(manifest, recipientKeys, accessCodes);
  const keys = distinct([...recipientKeys, senderKey.public]);
  const sealed = new Uint8Array(
    await encrypt({
      message: await createMessage({ binary: content, date: now }),
      signingKeys: senderKey.openpgp,
      encryptionKeys: keys.map(({ openpgp }) => openpgp),
      passwords: accessCodes.map(normaliseAccessCode),
      sessionKey: sessionKeyOf(newSessionKey()),
      format: 'binary',
      date: now,
      config: WRITING,
    }),
  );
  await requireSealedFor(sealed, keys.length, accessCodes.length);
  return sealed;
}

function requireSender(manifest: Manifest, key: PublicKey): void {
  const { address, fingerprint } = manifest.sender;
  if (address === key.address && fingerprint === key.fingerprint) return;
  throw new KeyringError('wrong_sender', 'The manifest names another sender than the key that signs it.');
}

/** Nobody gets a copy whom the list does not name, and everybody whom it names with a key or a code gets one. */
function requireListed(manifest: Manifest, keys: readonly PublicKey[], codes: readonly string[]): void {
  const nameOf = ({ address, fingerprint }: { address: string; fingerprint: string }) => `${address} ${fingerprint}`;
  const listed = manifest.recipients.flatMap((one) => ('fingerprint' in one ? [nameOf(one)] : []));
  const given = keys.map(nameOf);
  const sameKeys = new Set(given).size === given.length && listed.toSorted().join() === given.toSorted().join();
  const codesListed = manifest.recipients.filter((one) => 'access' in one && one.access === 'access_code').length;
  const sameCodes = new Set(codes.map(normaliseAccessCode)).size === codes.length && codes.length === codesListed;
  if (sameKeys && sameCodes) return;
  throw new KeyringError('recipients_mismatch', 'The keys and access codes are not those of the listed recipients.');
}

function distinct(keys: readonly PublicKey[]): PublicKey[] {
  return [...new Map(keys.map((key) => [key.fingerprint, key])).values()];
}

/** What openpgp.js made is read back: an option misread there would otherwise go out unnoticed. */
async function requireSealedFor(sealed: Uint8Array, keys: number, codes: number): Promise<void> {
  const { packets } = await readPackets(sealed);
  if (packets.forKeys.length === keys && packets.forCodes.length === codes) return;
  throw new Error('The message was not encrypted to those it is for.');
}
