/**
 * Crockford's base32: digits and capitals without I, L, O and U. One character is five bits.
 * What people confuse is read as what was meant: I and L as 1, O as 0, small letters as capitals.
 */
export const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Leaves out spaces, hyphens and dots, and reads confusable characters; what else is wrong stays as it is. */
export function normaliseTyped(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s.\-\u2010-\u2015\u2212_]/g, '')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('O', '0');
}

/** `count` random five-bit values from the system's generator; each octet gives one without bias. */
export function randomDigits(count: number): number[] {
  return Array.from(crypto.getRandomValues(new Uint8Array(count)), (octet) => octet & 31);
}

/** Cuts `text` into pieces of `size` characters; the last may be shorter. */
export function groupsOf(text: string, size: number): string[] {
  return text.match(new RegExp(`.{1,${size}}`, 'gu')) ?? [];
}
