/** RFC 8187 §3.2.1: what may stand unescaped in an extended value. */
const ESCAPED = /['()*]/g;

/**
 * `Content-Disposition` that saves a file under its name (RFC 6266 §4.3): `filename*` for every browser of today,
 * and a plain `filename` of ASCII letters for the rest. Nothing of the name can end the header or its quotes.
 * What Windows cannot store is left to whoever saves it, as all do: Chromium, Firefox, Safari and curl put another
 * character in its place there, and change the names of devices. Nobody does that for names inside of archives.
 */
export function attachment(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[^\x20-\x7e]/g, '_')
    // A percent sign is decoded by some browsers, a quote or backslash would need escapes that some misread.
    .replace(/["\\%]/g, '_');
  const extended = encodeURIComponent(name).replace(
    ESCAPED,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${extended}`;
}
