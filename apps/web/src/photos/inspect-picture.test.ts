import { describe, expect, test } from '@jest/globals';
import { inspectPicture } from './inspect-picture.ts';
import { heif, JFIF, jpeg, latin1, png, segment, webp } from './picture-octets.fixture.ts';

const inspect = (...parts: Uint8Array<ArrayBuffer>[]) => inspectPicture(new Blob(parts));

describe('a picture is taken', () => {
  test('if it is whole', async () => {
    expect(await inspect(jpeg())).toMatchObject({ format: 'jpeg', size: { widthPx: 4032, heightPx: 3024 } });
  });

  test('though its size stands behind more than a mebibyte of other things', async () => {
    const depthMap = Array.from({ length: 20 }, () => segment(0xe2, new Uint8Array(60_000)));
    expect(await inspect(jpeg({ before: [JFIF, ...depthMap] }))).toMatchObject({ format: 'jpeg' });
  });

  test('of exactly 200 megapixels', async () => {
    expect(await inspect(png(20_000, 10_000))).toMatchObject({ format: 'png' });
  });
});

describe('no page is made of', () => {
  test.each([
    ['a file without octets', new Uint8Array(), 'picture_empty'],
    ['a PDF', latin1('%PDF-1.7 …'), 'not_a_picture'],
    ['a JPEG that is cut off in its header', jpeg().subarray(0, 22), 'picture_damaged'],
    ['a JPEG that is cut off in its scan', jpeg().subarray(0, -2), 'picture_damaged'],
    ['a PNG that is cut off in its header', png(8, 8).subarray(0, 20), 'picture_damaged'],
    ['a WebP that is none', webp('oops', new Uint8Array(16)), 'picture_damaged'],
    ['a PNG of more than 200 megapixels and 28 octets', png(20_001, 10_000), 'picture_too_large'],
    ['a JPEG of 4.3 gigapixels', jpeg({ widthPx: 65_535, heightPx: 65_535 }), 'picture_too_large'],
    ['a HEIC of 400 megapixels', heif(['heic'], [[20_000, 20_000]]), 'picture_too_large'],
  ])('%s', async (_, octets, problem) => {
    await expect(inspect(octets as Uint8Array<ArrayBuffer>)).rejects.toMatchObject({ problem });
  });
});

/** What browsers make of a picked file that is no longer as it was: nothing is known until it is read. */
class LostFile extends Blob {
  readonly #name: string;
  constructor(name: string) {
    super([jpeg()]);
    this.#name = name;
  }
  override slice(): Blob {
    return this;
  }
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException('', this.#name));
  }
}

test.each(['NotReadableError', 'NotFoundError'])(
  'a file that is lost while it is read is told as such: %s',
  async (name) => {
    await expect(inspectPicture(new LostFile(name))).rejects.toMatchObject({ problem: 'file_unreadable' });
  },
);
