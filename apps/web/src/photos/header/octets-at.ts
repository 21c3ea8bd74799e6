/** A view of so many octets; undefined if they end before. */
export function octetsAt(octets: Uint8Array, at: number, length: number): DataView | undefined {
  if (at + length > octets.length) return undefined;
  return new DataView(octets.buffer, octets.byteOffset + at, length);
}

/** Whether these octets stand there. @param sign one octet for each character, up to U+00FF */
export function readsAt(octets: Uint8Array, at: number, sign: string): boolean {
  return at + sign.length <= octets.length && [...sign].every((one, n) => octets[at + n] === one.charCodeAt(0));
}
