const MAX_SEGMENTS = 16;
const MAX_SEGMENT_OCTETS = 255;

/** Control characters, and those that turn the direction of writing so that a name looks like another. */
const FORBIDDEN = /[\p{Cc}\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]/u;

/**
 * Whether the server will take a path: the same rule as there, so that people are told before anything is sent.
 * The server has the last word.
 */
export function isUsablePath(path: readonly string[]): boolean {
  return path.length >= 1 && path.length <= MAX_SEGMENTS && path.every(isUsableName);
}

function isUsableName(name: string): boolean {
  if (name === '' || name === '.' || name === '..' || /[/\\]/.test(name) || /[. ]$/.test(name)) return false;
  return name.isWellFormed() && !FORBIDDEN.test(name) && octets(name.normalize('NFC')) <= MAX_SEGMENT_OCTETS;
}

const octets = (text: string): number => new TextEncoder().encode(text).length;
