/** Pictures made of octets, for tests: heads as cameras write them, with little behind. */
type Octets = Uint8Array<ArrayBuffer>;

/** One octet for each character, up to U+00FF. */
export const latin1 = (text: string): Octets => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

export function joined(...parts: readonly Uint8Array[]): Octets {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** A number in so many octets, the highest first. */
export const big = (value: number, octets: number): Octets =>
  Uint8Array.from({ length: octets }, (_, n) => Math.floor(value / 256 ** (octets - 1 - n)) % 256);

export const little = (value: number, octets: number): Octets => big(value, octets).reverse();

/** A JPEG segment with its length. */
export const segment = (marker: number, content: Uint8Array): Octets =>
  joined(Uint8Array.of(0xff, marker), big(content.length + 2, 2), content);

export const SOF0 = 0xc0;
export const SOF2 = 0xc2;
export const JFIF = segment(0xe0, latin1('JFIF\0\x01\x02\0\0\x01\0\x01\0\0'));
export const COMMENT = segment(0xfe, latin1('Serial 4711'));
export const XMP = segment(0xe1, latin1('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS 50,7374</x:xmpmeta>'));
export const IPTC = segment(0xed, latin1('Photoshop 3.0\x008BIM\x04\x04\0\0Bonn'));
export const ICC = segment(0xe2, latin1('ICC_PROFILE\0\x01\x01'));

/** A TIFF structure with the maker's name and an orientation. */
export function tiff(orientation: number, isLittle = false, type = 3): Octets {
  const number = isLittle ? little : big;
  const entry = (tag: number, kind: number, count: number, value: Octets) =>
    joined(number(tag, 2), number(kind, 2), number(count, 4), value);
  return joined(
    latin1(isLittle ? 'II' : 'MM'),
    number(42, 2),
    number(8, 4),
    number(2, 2),
    entry(0x010f, 2, 4, latin1('Cam\0')),
    entry(0x0112, type, 1, joined(number(orientation, 2), number(0, 2))),
    number(0, 4),
  );
}

export const exif = (content: Uint8Array): Octets => segment(0xe1, joined(latin1('Exif\0\0'), content));

export const frame = (marker: number, widthPx: number, heightPx: number): Octets =>
  segment(marker, joined(Uint8Array.of(8), big(heightPx, 2), big(widthPx, 2), Uint8Array.of(1, 1, 0x11, 0)));

/** A scan that no decoder reads; 0xFF 0x00 and a restart marker lie in it, as in real ones. */
export const SCAN = joined(
  segment(0xda, Uint8Array.of(1, 1, 0, 0, 63, 0)),
  Uint8Array.of(0x12, 0xff, 0, 0x34, 0xff, 0xd0),
);
export const EOI = Uint8Array.of(0xff, 0xd9);

interface JpegParts {
  readonly widthPx?: number;
  readonly heightPx?: number;
  readonly marker?: number;
  readonly before?: readonly Uint8Array[];
  readonly end?: Uint8Array;
}

export const jpeg = ({ widthPx = 4032, heightPx = 3024, marker = SOF0, before = [JFIF], end = EOI }: JpegParts = {}) =>
  joined(Uint8Array.of(0xff, 0xd8), ...before, frame(marker, widthPx, heightPx), SCAN, end);

export const png = (widthPx: number, heightPx: number): Octets =>
  joined(
    latin1('\x89PNG\r\n\x1a\n'),
    big(13, 4),
    latin1('IHDR'),
    big(widthPx, 4),
    big(heightPx, 4),
    big(0x0802_0000, 4),
  );

export const webp = (chunk: string, content: Uint8Array): Octets =>
  joined(latin1('RIFF'), little(content.length + 12, 4), latin1(`WEBP${chunk}`), little(content.length, 4), content);

/** @param sizes of the whole and its tiles */
export const heif = (brands: readonly string[], sizes: readonly (readonly [number, number])[] = []): Octets =>
  joined(
    big(12 + 4 * brands.length, 4),
    latin1(`ftyp${brands[0]}\0\0\0\0${brands.slice(1).join('')}`),
    ...sizes.map(([width, height]) => joined(latin1('\0\0\0\x14ispe\0\0\0\0'), big(width, 4), big(height, 4))),
  );
