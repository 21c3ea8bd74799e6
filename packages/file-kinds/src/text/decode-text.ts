import { latin1, startsWith } from '../octets.ts';

/** Control characters that no text has: all but tab, line and page ends, and escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffe\uffff]/;
const UTF8_MARK = '\xef\xbb\xbf';

/**
 * Octets as text in which all that is ASCII is right: UTF-16 is known by its mark, and of other encodings the letters
 * beyond ASCII decide nothing here. Any octets become some text.
 */
export function decode(octets: Uint8Array): string {
  return utf16(octets) ?? latin1(startsWith(octets, UTF8_MARK) ? octets.subarray(UTF8_MARK.length) : octets);
}

/** As `decode`, but undefined for what is no text. */
export function decodeText(octets: Uint8Array): string | undefined {
  const text = decode(octets);
  return CONTROL.test(text) ? undefined : text;
}

export const isMarkedUtf16 = (octets: Uint8Array): boolean =>
  startsWith(octets, '\xff\xfe') || startsWith(octets, '\xfe\xff');

function utf16(octets: Uint8Array): string | undefined {
  const even = octets.subarray(0, octets.length - (octets.length % 2));
  if (startsWith(octets, '\xff\xfe')) return new TextDecoder('utf-16le').decode(even);
  if (startsWith(octets, '\xfe\xff')) return new TextDecoder('utf-16le').decode(swapped(even));
  return undefined;
}

/** Big-endian as little-endian: not every runtime decodes the former. */
function swapped(octets: Uint8Array): Uint8Array {
  const other = new Uint8Array(octets.length);
  for (let at = 0; at < octets.length; at += 2) {
    other[at] = octets[at + 1]!;
    other[at + 1] = octets[at]!;
  }
  return other;
}

/** Whether the end of a file that begins as text could still be text, whatever its encoding. */
export function isTextLike(octets: Uint8Array): boolean {
  return !octets.some((octet) => octet < 0x20 && !(octet >= 0x09 && octet <= 0x0d) && octet !== 0x1b);
}
