/**
 * Two ids (UUIDs) in 43 characters (base64url, RFC 4648 §5): for links in mails, as two written out are longer than the
 * 80 columns of a terminal. Nothing about it is secret. For browsers too.
 */
export function packIds(first: string, second: string): string {
  const octets = `${first}${second}`.replaceAll('-', '').match(/../g) ?? [];
  const text = String.fromCharCode(...octets.map((octet) => Number.parseInt(octet, 16)));
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @returns what {@link packIds} was given, and `undefined` for anything that does not come from it */
export function unpackIds(packed: string): readonly [string, string] | undefined {
  if (!/^[\w-]{43}$/.test(packed)) return undefined;
  const text = atob(packed.replaceAll('-', '+').replaceAll('_', '/'));
  const hex = Array.from(text, (octet) => octet.charCodeAt(0).toString(16).padStart(2, '0')).join('');
  const pair = [uuidOf(hex.slice(0, 32)), uuidOf(hex.slice(32))] as const;
  return packIds(...pair) === packed ? pair : undefined;
}

/** RFC 9562 §4. */
const uuidOf = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
