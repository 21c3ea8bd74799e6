/**
 * All that rows and jobs say, as one text to be searched: octets as the text they may be, and in each encoding in which
 * a secret is written elsewhere. JSON.stringify would show them as lists of numbers, in which nothing is ever found.
 */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Buffer.isBuffer(value)) {
    return (['utf8', 'latin1', 'hex', 'base64', 'base64url'] as const).map((as) => value.toString(as)).join('\n');
  }
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${textOf(inner)}`)
    .join('\n');
}
