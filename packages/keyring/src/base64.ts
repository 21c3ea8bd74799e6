/** Octets as base64, with the browser's own function. */
export function toBase64(octets: Uint8Array): string {
  let text = '';
  for (const octet of octets) text += String.fromCharCode(octet);
  return btoa(text);
}

/** Octets from base64; throws `SyntaxError` for anything else. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  let binary: string;
  try {
    binary = atob(text);
  } catch (cause) {
    throw new SyntaxError('This is no base64.', { cause });
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Octets as base64url without padding (RFC 4648 §5). */
export const toBase64Url = (octets: Uint8Array): string =>
  toBase64(octets).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Octets as lower-case hex. */
export const toHex = (octets: Uint8Array): string =>
  Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
