import { type AnyPacket, enums, type Message, readMessage } from 'openpgp';
import { KeyringError } from '../errors.ts';
import { ARGON2_CEILING, isWithin } from '../unlocks/argon2-cost.ts';
import { MANIFEST_LIMITS } from './manifest.ts';
import { READING } from './message-profile.ts';
import { concat } from './octets.ts';
import { type RawPacket, splitPackets } from './split-packets.ts';

/** The packets of an encrypted message, as octets, so that they can be put together anew. */
export interface MessagePackets {
  /** Encrypted to keys, PKESK version 6. */
  readonly forKeys: readonly Uint8Array[];
  /** Encrypted to access codes, SKESK version 6. */
  readonly forCodes: readonly Uint8Array[];
  /** SEIPDv2. */
  readonly content: Uint8Array;
}

/** What openpgp.js reads of these packets and its type declarations leave out. */
interface PacketFields {
  readonly version?: number;
  readonly cipherAlgorithm?: number;
  readonly aeadAlgorithm?: number;
  readonly chunkSizeByte?: number;
  readonly s2k?: { readonly type: string; readonly t?: number; readonly p?: number; readonly encodedM?: number };
}

const AES256 = 9;
const GCM = 3;
/** Chunks of 4 MiB, the most that RFC 9580 allows (§5.13.2). */
const MAX_CHUNK_OCTET = 16;
/** A key each, a code each, the sender and the content. */
const MAX_PACKETS = 2 * MANIFEST_LIMITS.maxRecipients + 2;
/** Room for that many session keys, of any kind of key. */
const MAX_MESSAGE_OCTETS = MANIFEST_LIMITS.maxOctets + 131_072;

/**
 * Reads a message and refuses every shape but that of docs/FORMATS.md, before anything is decrypted or derived.
 * Throws `KeyringError` `damaged` if it cannot be read, `malformed` if it is something else.
 */
export async function readPackets(
  octets: Uint8Array,
): Promise<{ message: Message<Uint8Array>; packets: MessagePackets }> {
  if (octets.length > MAX_MESSAGE_OCTETS) throw new KeyringError('malformed', 'The message is too large.');
  const raw = splitPackets(new Uint8Array(octets));
  if (!raw) throw new KeyringError('damaged', 'The message does not end where it should.');
  let message: Message<Uint8Array>;
  try {
    message = await readMessage({ binaryMessage: octets, config: READING });
  } catch (cause) {
    throw new KeyringError('damaged', 'This is no readable OpenPGP message.', { cause });
  }
  return { message, packets: checked(raw, message) };
}

function checked(raw: readonly RawPacket[], message: Message<Uint8Array>): MessagePackets {
  const parsed = [...message.packets];
  const content = parsed.at(-1);
  if (!content || !isContent(content)) throw outsideProfile('its last packet is not SEIPDv2 with AES-256 and GCM');
  if (raw.length > MAX_PACKETS) throw outsideProfile('it has too many packets');
  // openpgp.js leaves out what it does not know: then the counts differ.
  if (raw.length !== parsed.length || !parsed.slice(0, -1).every((packet) => isForKey(packet) || isForCode(packet))) {
    throw outsideProfile('it has a packet that is no version 6 session key');
  }
  const ofType = (type: enums.packet): Uint8Array[] =>
    raw.filter((packet) => packet.type === type).map((packet) => packet.octets);
  return {
    forKeys: ofType(enums.packet.publicKeyEncryptedSessionKey),
    forCodes: ofType(enums.packet.symEncryptedSessionKey),
    content: raw.at(-1)!.octets,
  };
}

export function joinPackets({ forKeys, forCodes, content }: MessagePackets): Uint8Array<ArrayBuffer> {
  return concat([...forKeys, ...forCodes, content]);
}

function is(packet: AnyPacket, tag: enums.packet): boolean {
  return (packet.constructor as { tag?: number }).tag === tag;
}

function isContent(packet: AnyPacket): boolean {
  const { version, cipherAlgorithm, aeadAlgorithm, chunkSizeByte = Infinity } = packet as PacketFields;
  const right = version === 2 && cipherAlgorithm === AES256 && aeadAlgorithm === GCM;
  return is(packet, enums.packet.symEncryptedIntegrityProtectedData) && right && chunkSizeByte <= MAX_CHUNK_OCTET;
}

function isForKey(packet: AnyPacket): boolean {
  return is(packet, enums.packet.publicKeyEncryptedSessionKey) && (packet as PacketFields).version === 6;
}

function isForCode(packet: AnyPacket): boolean {
  const { version, s2k } = packet as PacketFields;
  if (!is(packet, enums.packet.symEncryptedSessionKey) || version !== 6 || s2k?.type !== 'argon2') return false;
  return isWithin({ passes: s2k.t!, lanes: s2k.p!, memoryExponent: s2k.encodedM! }, ARGON2_CEILING);
}

function outsideProfile(what: string): KeyringError {
  return new KeyringError('malformed', `The message is not written as manifests are: ${what}.`);
}
