/**
 * A text as people read it. UTF-16 is known by its mark; what is no UTF-8 is taken for Windows-1252, which holds all of
 * Latin-1 that is printed and is what older German programs write.
 */
export function decodeText(octets: Uint8Array): string {
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets);
  try {
    // As a stream: the beginning of a longer text may end within a character.
    return new TextDecoder('utf-8', { fatal: true }).decode(octets, { stream: true });
  } catch {
    return new TextDecoder('windows-1252').decode(octets);
  }
}
