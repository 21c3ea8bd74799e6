import { newSessionKey } from '@umschlag/sealed';
import { createMessage, encrypt } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { normaliseAccessCode } from '../unlocks/access-code.ts';
import type { Manifest } from './manifest.ts';
import { sessionKeyOf, WRITING } from './message-profile.ts';
import { joinPackets, readPackets } from './packets.ts';
import { encodeManifest } from './parse-manifest.ts';

/** Of one recipient alone, by telephone or letter. */
export interface AccessCode {
  readonly address: string;
  readonly code: string;
}

export interface SealManifestInput {
  readonly manifest: Manifest;
  /** Unlocked; signs, and can open the manifest later. */
  readonly senderKey: SecretKey;
  /** Exactly the keys that the manifest lists. The sender's own is added by itself. */
  readonly recipientKeys: readonly PublicKey[];
  /** One for each recipient listed with `access_code`, as told to them. */
  readonly accessCodes?: readonly AccessCode[];
  /** When it is signed. */
  readonly now?: Date;
}

/** A sealed manifest by who opens it: the same content and signature, each time for one reader. */
export interface ManifestCopies {
  readonly forSender: Uint8Array<ArrayBuffer>;
  /** By address; whoever is `release_pending` has none. */
  readonly forRecipients: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/**
 * A manifest as it is stored: signed by the sender, then encrypted to each listed key, to the sender and to the access
 * codes, as binary OpenPGP messages, one for each reader. So a code can be taken back by deleting its copy, nobody is
 * handed what another's code could be tried on, and opening costs one derivation however many codes there are.
 * Throws `KeyringError` `recipients_mismatch` if keys and codes are not those of the list, `malformed` if the manifest
 * is none, `access_code_invalid`, and `wrong_sender` if it names another sender.
 */
export async function sealCopies(input: SealManifestInput): Promise<ManifestCopies> {
  const { packets } = await readPackets(await sealManifest(input));
  const keys = keysOf(input);
  const forKey = (index: number) => joinPackets({ ...packets, forKeys: [packets.forKeys[index]!], forCodes: [] });
  const forCode = (index: number) => joinPackets({ ...packets, forKeys: [], forCodes: [packets.forCodes[index]!] });
  return {
    forSender: forKey(keys.findIndex(({ fingerprint }) => fingerprint === input.senderKey.public.fingerprint)),
    forRecipients: new Map([
      ...input.recipientKeys.map(({ address, fingerprint }) => {
        return [address, forKey(keys.findIndex((key) => key.fingerprint === fingerprint))] as const;
      }),
      ...(input.accessCodes ?? []).map(({ address }, index) => [address, forCode(index)] as const),
    ]),
  };
}

/** As {@link sealCopies}, in one message that opens for all of them. */
export async function sealManifest(input: SealManifestInput): Promise<Uint8Array<ArrayBuffer>> {
  const { manifest, senderKey, recipientKeys, accessCodes = [], now = new Date() } = input;
  const content = await encodeManifest(manifest);
  requireSender(manifest, senderKey.public);
  requireListed(manifest, recipientKeys, accessCodes);
  const keys = keysOf(input);
  const sealed = new Uint8Array(
    await encrypt({
      message: await createMessage({ binary: content, date: now }),
      signingKeys: senderKey.openpgp,
      encryptionKeys: keys.map(({ openpgp }) => openpgp),
      passwords: accessCodes.map(({ code }) => normaliseAccessCode(code)),
      sessionKey: sessionKeyOf(newSessionKey()),
      format: 'binary',
      date: now,
      config: WRITING,
    }),
  );
  await requireSealedFor(sealed, keys.length, accessCodes.length);
  return sealed;
}

/** Each key once, in the order of the session key packets: a sender may write to themselves. */
function keysOf({ recipientKeys, senderKey }: SealManifestInput): PublicKey[] {
  return [...new Map([...recipientKeys, senderKey.public].map((key) => [key.fingerprint, key])).values()];
}

function requireSender(manifest: Manifest, key: PublicKey): void {
  const { address, fingerprint } = manifest.sender;
  if (address === key.address && fingerprint === key.fingerprint) return;
  throw new KeyringError('wrong_sender', 'The manifest names another sender than the key that signs it.');
}

/** Nobody gets a copy whom the list does not name, and everybody whom it names with a key or a code gets one. */
function requireListed(manifest: Manifest, keys: readonly PublicKey[], codes: readonly AccessCode[]): void {
  const nameOf = ({ address, fingerprint }: { address: string; fingerprint: string }) => `${address} ${fingerprint}`;
  const keyed = manifest.recipients.flatMap((one) => ('fingerprint' in one ? [nameOf(one)] : []));
  const coded = manifest.recipients.flatMap((one) =>
    'access' in one && one.access === 'access_code' ? [one.address] : [],
  );
  const fits =
    sameSet(keyed, keys.map(nameOf)) &&
    sameSet(
      coded,
      codes.map(({ address }) => address),
    ) &&
    // One code for two people would open for both.
    new Set(codes.map(({ code }) => normaliseAccessCode(code))).size === codes.length;
  if (fits) return;
  throw new KeyringError('recipients_mismatch', 'The keys and access codes are not those of the listed recipients.');
}

/** Whether both have the same members, each once. */
function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join('\n') === other.toSorted().join('\n');
}

/** What openpgp.js made is read back: an option misread there would otherwise go out unnoticed. */
async function requireSealedFor(sealed: Uint8Array, keys: number, codes: number): Promise<void> {
  const { packets } = await readPackets(sealed);
  if (packets.forKeys.length === keys && packets.forCodes.length === codes) return;
  throw new Error('The message was not encrypted to those it is for.');
}
