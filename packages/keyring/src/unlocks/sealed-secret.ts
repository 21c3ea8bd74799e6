import {
  createMessage,
  type DecryptedSessionKey,
  decrypt,
  decryptSessionKeys,
  encrypt,
  enums,
  type Message,
  type PartialConfig,
  readMessage,
} from 'openpgp';
import { KeyringError } from '../errors.ts';
import { PROFILE } from '../keys/profile.ts';
import { ARGON2_CEILING, type Argon2Cost, isWithin } from './argon2-cost.ts';

/** How a secret becomes a key: Argon2id for what people think up, `random` for what has 128 bits and more anyway. */
export type Stretching = Argon2Cost | 'random';

/** Iterated S2K over 65,536 octets, the least that openpgp.js is commonly given: a millisecond. */
const RANDOM_COUNT_BYTE = 0x60;

function stretchingConfig(stretching: Stretching): PartialConfig {
  if (stretching === 'random') return { s2kType: enums.s2k.iterated, s2kIterationCountByte: RANDOM_COUNT_BYTE };
  const { passes, lanes: parallelism, memoryExponent } = stretching;
  return { s2kType: enums.s2k.argon2, s2kArgon2Params: { passes, parallelism, memoryExponent } };
}

const READING: PartialConfig = { ...PROFILE, maxArgon2MemoryExponent: ARGON2_CEILING.memoryExponent };

/**
 * An OpenPGP message of two packets, SKESK version 6 and SEIPDv2 (AES-256, GCM), that `password` opens.
 * Throws `derivation_unavailable`.
 */
export async function sealSecret(
  content: Uint8Array,
  password: string,
  stretching: Stretching,
): Promise<Uint8Array<ArrayBuffer>> {
  const message = await createMessage({ binary: content, date: new Date(0) });
  try {
    const config = { ...PROFILE, ...stretchingConfig(stretching) };
    return new Uint8Array(await encrypt({ message, passwords: password, format: 'binary', config }));
  } catch (cause) {
    throw derivationUnavailable(cause);
  }
}

/**
 * The content of a message of `sealSecret`. A wrong password is told after the one derivation, from the packet that
 * holds the session key: `wrong_secret`. Throws also `unlock_damaged`, `unlock_unsupported`, `derivation_unavailable`.
 */
export async function openSecret(octets: Uint8Array, password: string): Promise<Uint8Array<ArrayBuffer>> {
  const message = await readTwoPackets(octets);
  const { data } = await openSessionKey(message, password);
  try {
    const sessionKeys = [{ data, algorithm: 'aes256' as const, aeadAlgorithm: 'gcm' as const }];
    const opened = await decrypt({ message, sessionKeys, format: 'binary', config: READING });
    return new Uint8Array(opened.data);
  } catch (cause) {
    throw new KeyringError('unlock_damaged', 'The secret was right, but what it opens is damaged.', { cause });
  }
}

async function openSessionKey(message: Message<Uint8Array>, password: string): Promise<DecryptedSessionKey> {
  const failure = listenForFailure(skeskOf(message).s2k);
  try {
    const [sessionKey] = await decryptSessionKeys({ message, passwords: password, config: READING });
    return sessionKey!;
  } catch (cause) {
    if (failure()) throw derivationUnavailable(failure());
    throw new KeyringError('wrong_secret', 'This secret does not open the unlock.', { cause });
  }
}

/** Packet type 3 in the current format (RFC 9580 §4.2); one octet of length follows, since the body is short. */
const SKESK_HEADER = 0xc3;

/** What openpgp.js reads of an SKESK packet, which its type declarations leave out. */
interface SkeskFields {
  write(): Uint8Array;
  readonly version: number;
  readonly s2k?: {
    readonly type: string;
    readonly t?: number;
    readonly p?: number;
    readonly encodedM?: number;
    produceKey(...args: unknown[]): Promise<Uint8Array>;
  };
}

const skeskOf = (message: Message<Uint8Array>): SkeskFields => message.packets[0] as unknown as SkeskFields;

/** Any other shape is refused before a derivation is begun: nothing that the server names may cost at will. */
async function readTwoPackets(octets: Uint8Array): Promise<Message<Uint8Array>> {
  let message: Message<Uint8Array>;
  try {
    message = await readMessage({ binaryMessage: octets, config: READING });
  } catch (cause) {
    throw new KeyringError('unlock_damaged', 'The unlock is no readable OpenPGP message.', { cause });
  }
  const tags = message.packets.map((packet) => (packet.constructor as { tag?: number }).tag);
  const { version, s2k } = skeskOf(message);
  const right =
    tags.length === 2 &&
    tags[0] === enums.packet.symEncryptedSessionKey &&
    tags[1] === enums.packet.symEncryptedIntegrityProtectedData &&
    version === 6 &&
    isCanonical(skeskOf(message), octets) &&
    isAffordable(s2k);
  if (!right) throw new KeyringError('unlock_unsupported', 'This kind of unlock is not opened.');
  return message;
}

/** openpgp.js skips the counts in the packet: as they should be, so that no octet can be changed unnoticed. */
function isCanonical(skesk: SkeskFields, octets: Uint8Array): boolean {
  const body = skesk.write();
  const expected = [SKESK_HEADER, body.length, ...body];
  return expected.every((octet, at) => octets[at] === octet);
}

function isAffordable(s2k: SkeskFields['s2k']): boolean {
  if (s2k?.type === 'iterated') return true;
  if (s2k?.type !== 'argon2') return false;
  return isWithin({ passes: s2k.t!, lanes: s2k.p!, memoryExponent: s2k.encodedM! }, ARGON2_CEILING);
}

/**
 * Hears whether the derivation itself failed: openpgp.js drops its error and would call the password wrong when Argon2id
 * got no memory, or when a content security policy forbids WebAssembly.
 */
export function listenForFailure(s2k: SkeskFields['s2k']): () => unknown {
  let failure: unknown;
  const derive = s2k!.produceKey.bind(s2k);
  s2k!.produceKey = async (...args) => {
    try {
      return await derive(...args);
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  return () => failure;
}

export const derivationUnavailable = (cause: unknown): KeyringError =>
  new KeyringError('derivation_unavailable', 'This device or page cannot compute Argon2id.', { cause });
