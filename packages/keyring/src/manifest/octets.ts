import { fromBase64, toBase64Url } from '../base64.ts';

/** The octets of a base64url text without padding, or undefined if it is not the one way to write them. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const octets = fromBase64(text.replaceAll('-', '+').replaceAll('_', '/'));
  // Spare bits at the end could be set otherwise: then two texts would mean the same octets.
  return toBase64Url(octets) === text ? octets : undefined;
}

export async function sha256(octets: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', octets));
}

export function concat(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
