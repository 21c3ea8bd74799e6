import { PLATFORM_LIMITS } from './limits.ts';

/** For comparison as Windows and macOS compare: without case. */
export function pathKey(path: readonly string[]): string {
  return path.map((segment) => segment.normalize('NFC').toLowerCase()).join('/');
}

/**
 * The path itself, or with " (2)", " (3)" … before the extension when one of `taken` has it already.
 * A name that would grow past the limit loses characters at the end of its stem.
 * @param taken keys made by {@link pathKey}
 */
export function withoutDuplicate(path: readonly string[], taken: ReadonlySet<string>): string[] {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? [...path] : [...path.slice(0, -1), numbered(path.at(-1)!, number)];
    if (!taken.has(pathKey(candidate))) return candidate;
  }
}

function numbered(name: string, number: number): string {
  const dot = name.lastIndexOf('.');
  const cut = dot > 0 ? dot : name.length;
  const ending = ` (${number})${name.slice(cut)}`;
  const room = PLATFORM_LIMITS.maxSegmentOctets - octets(ending);
  let stem = name.slice(0, cut);
  while (octets(stem) > room && stem.length > 1) stem = [...stem].slice(0, -1).join('');
  return `${stem}${ending}`;
}

const octets = (text: string): number => new TextEncoder().encode(text).length;
