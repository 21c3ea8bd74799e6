const MAX_SEGMENT_OCTETS = 255;

/** For comparison as Windows and macOS compare: without case. */
const keyOf = (path: readonly string[]): string => path.join('/').toLowerCase();

/**
 * Names as a manifest takes them: in NFC, none twice, and no file where another file's folder is. The first keeps its
 * name, the others get " (2)", " (3)" … before the extension, as the server does at levels 1 and 2.
 */
export function distinctPaths(paths: readonly (readonly string[])[]): string[][] {
  const composed = paths.map((path) => path.map((segment) => segment.normalize('NFC')));
  const folders = new Set(composed.flatMap(foldersOf));
  const taken = new Set<string>();
  return composed.map((path) => {
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? path : [...path.slice(0, -1), numbered(path.at(-1) ?? '', number)];
      const key = keyOf(candidate);
      if (taken.has(key) || folders.has(key)) continue;
      taken.add(key);
      return candidate;
    }
  });
}

function foldersOf(path: readonly string[]): string[] {
  return path.slice(1).map((_, depth) => keyOf(path.slice(0, depth + 1)));
}

/** A name that would grow past the limit loses characters at the end of its stem. */
function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  const cut = dot > 0 ? dot : name.length;
  const ending = ` (${number})${name.slice(cut)}`;
  const stem = [...name.slice(0, cut)];
  while (octets(stem.join('') + ending) > MAX_SEGMENT_OCTETS && stem.length > 1) stem.pop();
  return stem.join('') + ending;
}

const octets = (text: string): number => new TextEncoder().encode(text).length;
