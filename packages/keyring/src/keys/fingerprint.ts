import { KeyringError } from '../errors.ts';

/** Upper-case hex without spaces; throws `fingerprint_malformed` unless it is of a version 4 or 6 key. */
export function normalFingerprint(text: string): string {
  const hex = text.replaceAll(/\s/g, '').toUpperCase();
  if (/^(?:[0-9A-F]{40}|[0-9A-F]{64})$/.test(hex)) return hex;
  throw new KeyringError('fingerprint_malformed', 'A fingerprint has 40 or 64 hex digits.');
}

/** Groups of four digits, for people. */
export const formatFingerprint = (fingerprint: string): string =>
  normalFingerprint(fingerprint).match(/.{4}/g)!.join(' ');

/** The fingerprint's own octets: 20 or 32. */
export function fingerprintOctets(fingerprint: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(normalFingerprint(fingerprint).match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

const QR_SCHEME = 'OPENPGP4FPR:';

/** What a QR code of a key says: the URI that OpenKeychain and Delta Chat read too, in the QR code's short alphabet. */
export const qrPayloadOf = (fingerprint: string): string => QR_SCHEME + normalFingerprint(fingerprint);

/** The fingerprint in a scanned QR code; throws `fingerprint_malformed`. */
export function fingerprintFromQr(payload: string): string {
  const text = payload.trim();
  if (!text.toUpperCase().startsWith(QR_SCHEME)) {
    throw new KeyringError('fingerprint_malformed', 'This QR code does not hold a fingerprint.');
  }
  // What some programs append (names, addresses, tokens) is not taken from a QR code.
  return normalFingerprint(text.slice(QR_SCHEME.length).split('#', 1)[0]!);
}
