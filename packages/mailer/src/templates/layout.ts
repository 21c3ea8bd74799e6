/** RFC 3676 §4.2 advises 78 or fewer; 72 leaves room for a few levels of quoting. */
export const LINE_CHARACTERS = 72;

/** A paragraph to be wrapped, or a line that must stay whole and alone (a link, a code). */
export type Block = string | { readonly alone: string };

/** Lays blocks out with an empty line between them and a line feed at the end. */
export function layOut(blocks: readonly Block[]): string {
  const texts = blocks.map((block) => (typeof block === 'string' ? wrap(block).join('\n') : block.alone));
  return `${texts.join('\n\n')}\n`;
}

/** Breaks a paragraph into lines of at most 72 characters; only a word that is longer is cut. */
export function wrap(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/).flatMap(cutLongWord)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (countCharacters(joined) <= LINE_CHARACTERS) {
      line = joined;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}

function cutLongWord(word: string): string[] {
  const characters = Array.from(word);
  const pieces: string[] = [];
  for (let at = 0; at < characters.length; at += LINE_CHARACTERS) {
    pieces.push(characters.slice(at, at + LINE_CHARACTERS).join(''));
  }
  return pieces;
}

/** Code points: what a fixed-width font gives one cell each, but for East Asian ones. */
export function countCharacters(text: string): number {
  return Array.from(text).length;
}
