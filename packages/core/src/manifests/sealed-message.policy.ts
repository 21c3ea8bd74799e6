import { AppError } from '@umschlag/std';

/** 100 recipients and 2000 files of the longest names fit several times. */
export const MAX_MANIFEST_OCTETS = 4 * 1024 ** 2;

/** RFC 9580 §4.2: new format, and packet types 1 (PKESK) and 3 (SKESK), with which an encrypted message begins. */
const BEGINNINGS = new Set([0xc1, 0xc3]);

/**
 * The server cannot open a manifest, so it cannot know that it is one. It looks at the first octet alone, so that a
 * client that forgot to seal does not leave plaintext here.
 * @throws AppError `manifest_not_sealed`
 */
export function requireSealedMessage(octets: Uint8Array): void {
  if (BEGINNINGS.has(octets[0] ?? 0)) return;
  throw new AppError('manifest_not_sealed', 'This is no encrypted OpenPGP message in binary form.');
}
