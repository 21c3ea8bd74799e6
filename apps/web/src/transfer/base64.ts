export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Octets as base64url without padding (RFC 4648 §5). */
export const toBase64Url = (octets: Uint8Array): string =>
  toBase64(octets).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Reads base64 and base64url, with or without padding. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = text.replace(/-/g, '+').replace(/_/g, '/');
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}

/** SHA-256 in base64, as RFC 9530 and the upload's state have it. */
export async function sha256Base64(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}
