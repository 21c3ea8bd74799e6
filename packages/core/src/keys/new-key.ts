import type { UnlockKind } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { readOctets } from './octets.ts';

export interface NewUnlock {
  readonly kind: UnlockKind;
  readonly label: string;
  /** Base64. */
  readonly material: string;
}

/** As a browser sends it. */
export interface NewKey {
  readonly fingerprint: string;
  readonly version: 4 | 6;
  /** Base64. */
  readonly publicKey: string;
  readonly unlocks: readonly NewUnlock[];
}

export interface CheckedKey {
  readonly fingerprint: string;
  readonly version: 4 | 6;
  readonly publicKey: Buffer;
  readonly unlocks: readonly CheckedUnlock[];
}

export interface CheckedUnlock {
  readonly kind: UnlockKind;
  readonly label: string;
  readonly material: Buffer;
}

/** Hex digits of a fingerprint, by the version of the key (RFC 9580 §5.5.4). */
const FINGERPRINT_DIGITS = { 4: 40, 6: 64 } as const;
const PUBLIC_KEY_TAG = 6;

function keyInvalid(field: string): AppError {
  return new AppError('key_invalid', 'That is not a public key with its fingerprint.', { details: { field } });
}

/**
 * The tag of the first packet (RFC 9580 §4.2), which is all of OpenPGP that the server looks at: so that a secret key
 * that was sent by mistake is never stored.
 */
function firstTag(octets: Uint8Array): number | undefined {
  const header = octets[0] ?? 0;
  if (header < 0x80) return undefined;
  return header & 0x40 ? header & 0x3f : (header & 0x3f) >> 2;
}

/** @throws AppError key_invalid, invalid_request */
export function checkNewKey({ fingerprint, version, publicKey, unlocks }: NewKey): CheckedKey {
  if (fingerprint.length !== FINGERPRINT_DIGITS[version]) throw keyInvalid('fingerprint');
  const octets = readOctets(publicKey, 'publicKey');
  if (firstTag(octets) !== PUBLIC_KEY_TAG) throw keyInvalid('publicKey');
  return { fingerprint, version, publicKey: octets, unlocks: unlocks.map(checkNewUnlock) };
}

/** @throws AppError invalid_request */
export function checkNewUnlock({ kind, label, material }: NewUnlock): CheckedUnlock {
  return { kind, label: label.trim(), material: readOctets(material, 'material') };
}
