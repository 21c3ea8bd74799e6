export interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** How a picture has to be turned to stand upright (EXIF 2.32 §4.6.4 A, tag 274); 5 to 8 change width and height. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif' | 'heif';

export interface PictureHeader {
  readonly format: PictureFormat;
  /** As it is stored, before it is turned; undefined where a container does not tell it at its beginning. */
  readonly size: Size | undefined;
  readonly orientation: Orientation;
}

/**
 * What the beginning of a file says. `incomplete`: a picture, and what is missing lies behind these octets;
 * `damaged`: it begins like a picture and goes on like none; `foreign`: no picture that browsers decode.
 */
export type HeaderReading = PictureHeader | 'incomplete' | 'damaged' | 'foreign';

/** A picture without pixels is none. */
export function headerOf(format: PictureFormat, widthPx: number, heightPx: number): PictureHeader | 'damaged' {
  if (widthPx === 0 || heightPx === 0) return 'damaged';
  return { format, size: { widthPx, heightPx }, orientation: 1 };
}
