import { MANIFEST_LIMITS } from './manifest.ts';
import { items, malformed, type Place, text } from './reading.ts';

/** Bidirectional overrides and isolates make `gpj.exe` look like `exe.jpg` (Unicode TR 36 §3.1), so they count as control. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/;

/**
 * Folders and name of a file. The server never sees them, so that nobody but this parser stands between a sender and
 * the folder that a recipient saves to: the rules are those that the server has for levels 1 and 2.
 */
export function filePath(place: Place): string[] {
  return items(place, 1, MANIFEST_LIMITS.maxPathSegments).map(segment);
}

function segment(place: Place): string {
  const { at } = place;
  const name = text(place, 1, MANIFEST_LIMITS.maxSegmentOctets);
  if (name !== name.normalize('NFC')) throw malformed(at, 'not in Unicode NFC');
  if (/[/\\]/.test(name)) throw malformed(at, 'has a separator');
  if (CONTROL.test(name)) throw malformed(at, 'has a control character');
  // Covers "." and "..": Windows drops such endings silently, so that two names would become one.
  if (/[. ]$/.test(name)) throw malformed(at, 'ends in a dot or a space');
  if (new TextEncoder().encode(name).length > MANIFEST_LIMITS.maxSegmentOctets) throw malformed(at, 'too long');
  return name;
}

/** Refuses two files of one name, compared without case as Windows and macOS do, and a file that is also a folder. */
export function requireDistinctPaths(paths: readonly (readonly string[])[], at: string): void {
  const keyOf = (path: readonly string[]): string => path.join('/').toLowerCase();
  const names = new Set(paths.map(keyOf));
  if (names.size < paths.length) throw malformed(at, 'two files have the same path');
  const folders = paths.flatMap((path) => path.slice(1).map((_, depth) => keyOf(path.slice(0, depth + 1))));
  if (folders.some((folder) => names.has(folder))) throw malformed(at, 'a file is also a folder');
}
