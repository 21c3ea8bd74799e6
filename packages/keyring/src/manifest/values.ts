import { normalAddress } from '../keys/profile.ts';
import { malformed, type Place, text } from './reading.ts';

const ADDRESS = /^[^\s@<>()\p{Cc}]+@[^\s@<>()\p{Cc}]+$/u;
const FINGERPRINT = /^(?:[0-9A-F]{40}|[0-9A-F]{64})$/;

/** The JSON text that `octets` are, and what it says. */
export function document(octets: Uint8Array, maxOctets: number): { json: string; value: unknown } {
  if (octets.length > maxOctets) throw malformed('', 'too large');
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
    return { json, value: JSON.parse(json) };
  } catch (cause) {
    throw malformed('', 'not JSON in UTF-8', cause);
  }
}

/** RFC 3339, UTC, milliseconds, `Z`. */
export function instant(place: Place): string {
  const said = text(place, 24, 24);
  const date = new Date(said);
  if (Number.isNaN(date.getTime()) || date.toISOString() !== said) throw malformed(place.at, 'not an instant');
  return said;
}

/** In lower case. */
export function address(place: Place): string {
  const said = text(place, 3, 254, ADDRESS);
  if (said !== normalAddress(said)) throw malformed(place.at, 'not in lower case');
  return said;
}

/** Upper-case hex. */
export function fingerprint(place: Place): string {
  return text(place, 40, 64, FINGERPRINT);
}
