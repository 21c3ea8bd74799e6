import { isWholeJpeg } from './header/jpeg-header.ts';
import type { PictureHeader } from './header/picture-header.ts';
import { readPictureHeader } from './header/read-picture-header.ts';
import { isTooLarge } from './page-size.policy.ts';
import { PhotoFailure } from './problems.ts';

/** So much of a file is read, one after the other, until its size is found: previews and depth maps may stand before it. */
const BEGINNINGS = [64 * 2 ** 10, 2 ** 20, 32 * 2 ** 20] as const;

/**
 * What a picked file is, before anything is decoded.
 * @throws PhotoFailure if no page should be made of it
 */
export async function inspectPicture(file: Blob): Promise<PictureHeader> {
  const header = await headerOf(file);
  if (header.size && isTooLarge(header.size)) throw new PhotoFailure('picture_too_large');
  // Browsers decode half a JPEG as well, and fill the rest with grey.
  if (header.format === 'jpeg' && !isWholeJpeg(await octetsOf(file))) throw new PhotoFailure('picture_damaged');
  return header;
}

async function headerOf(file: Blob): Promise<PictureHeader> {
  if (file.size === 0) throw new PhotoFailure('picture_empty');
  for (const length of BEGINNINGS) {
    const reading = readPictureHeader(await octetsOf(file.slice(0, length)));
    if (reading === 'foreign') throw new PhotoFailure('not_a_picture');
    if (typeof reading === 'object') return reading;
    if (reading === 'damaged' || file.size <= length) break;
  }
  throw new PhotoFailure('picture_damaged');
}

/** @throws PhotoFailure if the file is no longer what was picked (File API §7.1, NotReadableError and NotFoundError) */
export async function octetsOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    const isShort = cause instanceof RangeError;
    throw new PhotoFailure(isShort ? 'memory_short' : 'file_unreadable', { cause });
  }
}
