import { expect, test } from '@jest/globals';
import { bareJpeg } from './bare-jpeg.ts';
import {
  COMMENT,
  EOI,
  exif,
  ICC,
  IPTC,
  JFIF,
  joined,
  jpeg,
  latin1,
  SCAN,
  SOF2,
  segment,
  tiff,
  XMP,
} from './picture-octets.fixture.ts';

const ADOBE = segment(0xee, latin1('Adobe\0\x64\0\0\0\0\x01'));

test('place, device and comments are gone from a JPEG; what makes its picture is left octet by octet', () => {
  const told = [exif(tiff(6)), XMP, IPTC, ICC, COMMENT, segment(0xef, latin1('Maker 4711'))];
  const bare = joined(...bareJpeg(jpeg({ before: [JFIF, ...told, ADOBE], marker: SOF2 })));
  expect(bare).toEqual(jpeg({ before: [JFIF, ADOBE], marker: SOF2 }));
  const text = String.fromCharCode(...bare);
  for (const word of ['Exif', 'Cam', 'xmp', 'GPS', 'Photoshop', 'Serial', '4711', 'ICC'])
    expect(text).not.toContain(word);
});

test('metadata between frame and scan goes too', () => {
  const [head, scan] = [latin1('\xff\xd8'), joined(SCAN, EOI)];
  expect(joined(...bareJpeg(joined(head, exif(tiff(1)), COMMENT, scan)))).toEqual(joined(head, scan));
});

test.each([
  ['nothing', new Uint8Array()],
  ['a PNG', latin1('\x89PNG\r\n\x1a\n')],
  ['a JPEG that is cut off before its scan', jpeg().subarray(0, 30)],
])('%s is refused', (_, octets) => expect(() => bareJpeg(octets)).toThrow(TypeError));
