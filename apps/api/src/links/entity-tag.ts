/**
 * A strong entity tag (RFC 9110 §8.8.3). A stored file never changes, so its id and size say which octets it is.
 */
export function entityTag(file: { id: string; sizeBytes: number }): string {
  return `"${file.id}-${file.sizeBytes.toString(36)}"`;
}

/** Whether `If-None-Match` names the tag (RFC 9110 §13.1.2; weak comparison). */
export function matchesAny(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === tag);
}

/** Whether `If-Range` lets the range count (RFC 9110 §13.1.5; strong comparison, and dates never match ours). */
export function allowsRange(header: string | undefined, tag: string): boolean {
  return header === undefined || header.trim() === tag;
}
