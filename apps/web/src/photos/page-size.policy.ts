import { type Crop, NO_CROP } from './crop.policy.ts';
import type { PictureHeader, Size } from './header/picture-header.ts';

/** No telephone takes more, and no browser decodes it: refused before it is tried. */
export const MAX_PIXELS = 200_000_000;
/** Four octets each lie in memory while a picture is decoded; what has more is shrunk on the way. */
export const MAX_DECODED_PIXELS = 50_000_000;

/** A4 at 300 dpi: the finest that offices scan with, and small print can be read. */
const FINE_SIDE_PX = 3508;
/** A4 at 212 dpi: many pages have to fit into a telephone's memory and through its network. */
const PLAIN_SIDE_PX = 2480;
const MOST_FINE_PAGES = 10;

/** Of a preview, which is never sent: sharp on a telephone, small in its memory. */
export const PREVIEW_SIDE_PX = 1000;

export const JPEG_QUALITY = 0.85;

/** The longest side that a page may have, in pixels. */
export const longestSidePx = (pageCount: number): number =>
  pageCount > MOST_FINE_PAGES ? PLAIN_SIDE_PX : FINE_SIDE_PX;

export const isTooLarge = ({ widthPx, heightPx }: Size): boolean => widthPx * heightPx > MAX_PIXELS;

/** The size of a picture that stands upright. */
export function uprightSize({ size, orientation }: PictureHeader): Size | undefined {
  if (!size || orientation <= 4) return size;
  return { widthPx: size.heightPx, heightPx: size.widthPx };
}

/**
 * By how much a picture is shrunk, so that what is kept of it has at most the longest side, and the whole at most
 * {@link MAX_DECODED_PIXELS}. A picture is never enlarged.
 * @returns a factor above 0, at most 1
 */
export function decodingScale({ widthPx, heightPx }: Size, maxSidePx: number, crop: Crop = NO_CROP): number {
  const keptWidth = (widthPx * (100 - crop.left - crop.right)) / 100;
  const keptHeight = (heightPx * (100 - crop.top - crop.bottom)) / 100;
  const byMemory = Math.sqrt(MAX_DECODED_PIXELS / (widthPx * heightPx));
  return Math.min(1, maxSidePx / Math.max(keptWidth, keptHeight), byMemory);
}

/** How large `createImageBitmap` is to make a picture: one side alone, so that it keeps its proportions. */
export type Resizing = { readonly resizeWidth: number } | { readonly resizeHeight: number };

/** @returns undefined if it keeps its size */
export function resizing({ widthPx, heightPx }: Size, scale: number): Resizing | undefined {
  if (scale >= 1) return undefined;
  const side = (px: number) => Math.max(1, Math.round(px * scale));
  return widthPx >= heightPx ? { resizeWidth: side(widthPx) } : { resizeHeight: side(heightPx) };
}
