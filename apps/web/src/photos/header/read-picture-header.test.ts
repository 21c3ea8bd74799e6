import { describe, expect, test } from '@jest/globals';
import {
  big,
  COMMENT,
  EOI,
  exif,
  frame,
  heif,
  JFIF,
  joined,
  jpeg,
  latin1,
  little,
  png,
  SCAN,
  SOF2,
  segment,
  tiff,
  webp,
  XMP,
} from '../picture-octets.fixture.ts';
import { isWholeJpeg } from './jpeg-header.ts';
import type { PictureFormat } from './picture-header.ts';
import { readPictureHeader } from './read-picture-header.ts';

const header = (format: PictureFormat, widthPx: number, heightPx: number, orientation = 1) => ({
  format,
  size: { widthPx, heightPx },
  orientation,
});

const LOSSY = webp('VP8 ', joined(latin1('\0\0\0\x9d\x01\x2a'), little(0x4000 + 800, 2), little(600, 2)));
const LOSSLESS = webp('VP8L', joined(Uint8Array.of(0x2f), little(799 + 599 * 2 ** 14, 4)));
const EXTENDED = webp('VP8X', joined(little(0, 4), little(99_999, 3), little(599, 3)));
const GIF = joined(latin1('GIF89a'), little(800, 2), little(600, 2));

describe('format and size are read from the header', () => {
  test.each([
    ['a baseline JPEG', jpeg(), header('jpeg', 4032, 3024)],
    ['a progressive JPEG', jpeg({ marker: SOF2 }), header('jpeg', 4032, 3024)],
    ['the largest JPEG', jpeg({ widthPx: 65_535, heightPx: 65_535 }), header('jpeg', 65_535, 65_535)],
    ['a JPEG with fill octets', jpeg({ before: [Uint8Array.of(0xff, 0xff)] }), header('jpeg', 4032, 3024)],
    ['a PNG', png(800, 600), header('png', 800, 600)],
    ['a GIF', GIF, header('gif', 800, 600)],
    ['a lossy WebP, scaled', LOSSY, header('webp', 800, 600)],
    ['a lossless WebP', LOSSLESS, header('webp', 800, 600)],
    ['an extended WebP', EXTENDED, header('webp', 100_000, 600)],
  ])('of %s', (_, octets, expected) => expect(readPictureHeader(octets)).toEqual(expected));

  test('of a JPEG whose EXIF preview has a size of its own', () => {
    const preview = exif(joined(tiff(6), jpeg({ widthPx: 160, heightPx: 120 })));
    expect(readPictureHeader(jpeg({ before: [preview, XMP, COMMENT] }))).toEqual(header('jpeg', 4032, 3024, 6));
  });

  test('of a picture of 1.6 gigapixels whose body is tiny: nothing needs decoding', () => {
    expect(readPictureHeader(png(40_000, 40_000))).toEqual(header('png', 40_000, 40_000));
  });
});

describe('the orientation of a JPEG', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('%i is read in both orders of octets', (orientation) => {
    for (const isLittle of [false, true]) {
      const octets = jpeg({ before: [exif(tiff(orientation, isLittle))] });
      expect(readPictureHeader(octets)).toMatchObject({ orientation });
    }
  });

  test.each([
    ['0', tiff(0)],
    ['9', tiff(9)],
    ['of another type', tiff(6, false, 2)],
    ['cut off within its entry', tiff(6).subarray(0, 30)],
    ['in a directory that lies outside', joined(latin1('MM\0*'), big(2 ** 32 - 2, 4))],
    ['in no TIFF', latin1('XX\0*\0\0\0\x08')],
  ])('%s counts as upright', (_, content) => {
    expect(readPictureHeader(jpeg({ before: [exif(content)] }))).toEqual(header('jpeg', 4032, 3024));
  });
});

describe('HEIF', () => {
  test.each(['heic', 'heix', 'hevc', 'mif1', 'msf1'])(
    '%s is known by its brand, with the size of the whole',
    (brand) => {
      const octets = heif(
        [brand, 'mif1'],
        [
          [512, 512],
          [4032, 3024],
          [320, 240],
        ],
      );
      expect(readPictureHeader(octets)).toEqual(header('heif', 4032, 3024));
    },
  );

  test('a compatible brand tells AVIF from it', () => {
    expect(readPictureHeader(heif(['mif1', 'avif'], [[800, 600]]))).toEqual(header('avif', 800, 600));
  });

  test('without a size at its beginning it is HEIF all the same', () => {
    expect(readPictureHeader(heif(['heic']))).toEqual({ format: 'heif', size: undefined, orientation: 1 });
  });

  test('a film is no picture', () => expect(readPictureHeader(heif(['isom', 'mp42']))).toBe('foreign'));
});

describe('what is cut off', () => {
  const headEnds = jpeg().length - SCAN.length - EOI.length;
  const complete = [
    [jpeg().subarray(0, headEnds), 4],
    [png(800, 600).subarray(0, 24), 8],
    [GIF, 6],
    [LOSSY.subarray(0, 30), 12],
    [LOSSLESS.subarray(0, 25), 12],
    [EXTENDED.subarray(0, 30), 12],
  ] as const;

  test('is incomplete at each octet after its sign, until the size has arrived, and never foreign or damaged', () => {
    for (const [octets, sign] of complete) {
      for (let length = sign; length < octets.length - 5; length += 1) {
        expect(readPictureHeader(octets.subarray(0, length))).toBe('incomplete');
      }
      expect(readPictureHeader(octets)).toMatchObject({ size: expect.anything() });
    }
  });

  test('of a HEIF within its brands is incomplete', () => {
    expect(readPictureHeader(heif(['heic', 'mif1']).subarray(0, 14))).toBe('incomplete');
  });
});

describe('what goes on like no picture', () => {
  test.each([
    ['a JPEG without a frame', joined(latin1('\xff\xd8'), JFIF, SCAN, EOI)],
    ['a JPEG that ends at once', joined(latin1('\xff\xd8'), EOI)],
    ['a JPEG with text in place of a marker', latin1('\xff\xd8Hello')],
    ['a JPEG segment shorter than its own length', latin1('\xff\xd8\xff\xe0\0\x01')],
    ['a JPEG without width', jpeg({ widthPx: 0 })],
    ['a JPEG without height', jpeg({ heightPx: 0 })],
    ['a PNG without IHDR', joined(latin1('\x89PNG\r\n\x1a\n'), segment(1, new Uint8Array(20)))],
    ['a PNG without width', png(0, 600)],
    ['a WebP of an unknown chunk', webp('VP9 ', new Uint8Array(16))],
    ['a WebP without its start code', webp('VP8 ', new Uint8Array(16))],
  ])('is damaged: %s', (_, octets) => expect(readPictureHeader(octets)).toBe('damaged'));

  test.each([
    ['nothing', new Uint8Array()],
    ['one octet', Uint8Array.of(0xff)],
    ['a PDF', latin1('%PDF-1.7')],
    ['SVG', latin1('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['text', latin1('Guten Tag')],
    ['a program', latin1('MZ\x90\0')],
  ])('is foreign: %s', (_, octets) => expect(readPictureHeader(octets)).toBe('foreign'));
});

describe('a whole JPEG', () => {
  test('has its end, whatever cameras add behind it', () => {
    expect(isWholeJpeg(jpeg())).toBe(true);
    expect(isWholeJpeg(joined(jpeg(), latin1('MotionPhoto_Data')))).toBe(true);
  });

  test('is none without its end, though a preview in it has one', () => {
    const before = [exif(joined(tiff(1), jpeg({ widthPx: 160, heightPx: 120 })))];
    expect(isWholeJpeg(jpeg({ before, end: new Uint8Array() }))).toBe(false);
    expect(isWholeJpeg(jpeg({ before, end: Uint8Array.of(0xff) }))).toBe(false);
    expect(isWholeJpeg(joined(latin1('\xff\xd8'), frame(SOF2, 8, 8)))).toBe(false);
  });
});
