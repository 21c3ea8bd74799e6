/** Longest name shown in a mail, in characters as people count them. */
const MAX_NAME_CHARACTERS = 80;
/** More marks than this on one letter climb into the neighbouring lines. */
const PILED_MARKS = /(\p{M}{2})\p{M}+/gu;

/**
 * Makes a name that somebody chose for themselves fit to stand in a mail of the platform, on one line and
 * with nothing in it that a mail program turns into a link. Words stay readable: "Amt. Abt.2" becomes "Amt. Abt. 2".
 * @returns possibly empty, never longer than 80 characters
 */
export function sanitiseDisplayName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .replace(/[\s\p{Z}]+/gu, ' ')
    // controls, bidirectional and invisible marks, lone surrogates, private use, unassigned
    .replace(/\p{C}/gu, '')
    .replace(PILED_MARKS, '$1')
    .replace(/[<>"\\@`|{}[\]^]+/g, ' ')
    .replace(/\/{2,}/g, ' ')
    // IDNA reads these as full stops
    .replace(/[。｡]/g, '.')
    .replace(/([.:])(?=[^\s.:])/g, '$1 ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return shorten(plain, MAX_NAME_CHARACTERS);
}

/** Cuts a text to at most `max` characters as people count them; an ellipsis shows the cut. */
export function shorten(text: string, max: number): string {
  const characters = Array.from(new Intl.Segmenter('de').segment(text), ({ segment }) => segment);
  if (characters.length <= max) return text;
  return `${characters
    .slice(0, max - 1)
    .join('')
    .trimEnd()}…`;
}
