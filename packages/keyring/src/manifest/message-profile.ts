import { enums, type PartialConfig, type SessionKey } from 'openpgp';
import { PROFILE } from '../keys/profile.ts';
import { ARGON2_CEILING, ARGON2_FLOOR } from '../unlocks/argon2-cost.ts';
import { MANIFEST_LIMITS } from './manifest.ts';

/** Clocks differ: a manifest may be dated this far ahead of the reader's clock. */
export const CLOCK_SKEW_MS = 24 * 3600_000;

/** 256 KiB, as everywhere (docs/FORMATS.md). */
const CHUNK_OCTET = 12;

/** How manifests are written. Access codes have 60 bits: Argon2id makes each guess cost 64 MiB and a second. */
export const WRITING: PartialConfig = {
  ...PROFILE,
  aeadChunkSizeByte: CHUNK_OCTET,
  preferredCompressionAlgorithm: enums.compression.uncompressed,
  s2kType: enums.s2k.argon2,
  s2kArgon2Params: {
    passes: ARGON2_FLOOR.passes,
    parallelism: ARGON2_FLOOR.lanes,
    memoryExponent: ARGON2_FLOOR.memoryExponent,
  },
};

/** How manifests are read: nothing that the server hands out may cost memory at will. */
export const READING: PartialConfig = {
  ...PROFILE,
  maxArgon2MemoryExponent: ARGON2_CEILING.memoryExponent,
  maxDecompressedMessageSize: MANIFEST_LIMITS.maxOctets + 65_536,
};

/**
 * A session key as openpgp.js takes it. Both algorithms are always named: what `decryptSessionKeys` gives has none, and
 * without them a version 3 packet and SEIPDv1 come out.
 */
export function sessionKeyOf(data: Uint8Array): Required<SessionKey> {
  return { data, algorithm: 'aes256', aeadAlgorithm: 'gcm' };
}
