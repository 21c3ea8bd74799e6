import { bareJpeg } from './bare-jpeg.ts';
import type { PictureHeader, Size } from './header/picture-header.ts';
import { inspectPicture, octetsOf } from './inspect-picture.ts';
import { drawingOf, turnedSize } from './page-drawing.policy.ts';
import type { PageEdit } from './page-list.policy.ts';
import { decodingScale, JPEG_QUALITY, resizing, uprightSize } from './page-size.policy.ts';
import { PhotoFailure } from './problems.ts';

/** A page: a JPEG that holds nothing but its picture. */
export interface DrawnPage {
  readonly jpeg: Blob;
  readonly size: Size;
}

/** What is to be drawn. */
export interface PageOrder {
  readonly file: Blob;
  readonly edit: PageEdit;
  readonly maxSidePx: number;
}

/**
 * Makes a page of a picked file: upright as EXIF says, turned, cut and shrunk. One bitmap is in memory meanwhile.
 * @throws PhotoFailure
 */
export async function drawPage({ file, edit, maxSidePx }: PageOrder): Promise<DrawnPage> {
  if (typeof OffscreenCanvas === 'undefined') throw new PhotoFailure('browser_too_old');
  const header = await inspectPicture(file);
  const bitmap = await decode(file, header, { edit, maxSidePx });
  try {
    return await draw(bitmap, edit, maxSidePx);
  } catch (cause) {
    // What a canvas throws that is too large for the memory is named differently everywhere.
    throw new PhotoFailure('memory_short', { cause });
  } finally {
    bitmap.close();
  }
}

async function decode(file: Blob, header: PictureHeader, { edit, maxSidePx }: Omit<PageOrder, 'file'>) {
  const upright = uprightSize(header);
  const scale = upright && decodingScale(turnedSize(upright, edit.turns), maxSidePx, edit.crop);
  const smaller = upright && scale !== undefined && resizing(upright, scale);
  const options = { imageOrientation: 'from-image', resizeQuality: 'high', ...smaller } as const;
  try {
    return await createImageBitmap(file, options);
  } catch (cause) {
    // A file that has changed meanwhile fails in the same way: reading one octet tells.
    await octetsOf(file.slice(0, 1));
    throw new PhotoFailure(header.format === 'heif' ? 'heif_not_decoded' : 'picture_damaged', { cause });
  }
}

async function draw(bitmap: ImageBitmap, { turns, crop }: PageEdit, maxSidePx: number): Promise<DrawnPage> {
  const { size, matrix } = drawingOf({ widthPx: bitmap.width, heightPx: bitmap.height }, turns, crop, maxSidePx);
  const canvas = new OffscreenCanvas(size.widthPx, size.heightPx);
  const context = canvas.getContext('2d', { alpha: false });
  if (!context) throw new RangeError('No canvas of this size.');
  // What is transparent in a picture is paper.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size.widthPx, size.heightPx);
  context.imageSmoothingQuality = 'high';
  context.setTransform(...(matrix as [number, number, number, number, number, number]));
  context.drawImage(bitmap, 0, 0);
  const encoded = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
  const jpeg = new Blob(bareJpeg(new Uint8Array(await encoded.arrayBuffer())), { type: 'image/jpeg' });
  return { jpeg, size };
}
