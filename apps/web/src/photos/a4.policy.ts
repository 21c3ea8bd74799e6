import type { Size } from './header/picture-header.ts';

/** ISO 216 A4, in points of 1/72 inch. */
const SHORT_PT = 595.28;
const LONG_PT = 841.89;

/** A page and the place of its picture on it; from the lower left corner, in points. */
export interface Placement {
  readonly page: readonly [width: number, height: number];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A4, upright or lying as the picture is, which fills it as far as it can and stands in the middle. */
export function placedOnA4({ widthPx, heightPx }: Size): Placement {
  const page = widthPx > heightPx ? ([LONG_PT, SHORT_PT] as const) : ([SHORT_PT, LONG_PT] as const);
  const scale = Math.min(page[0] / widthPx, page[1] / heightPx);
  const [width, height] = [widthPx * scale, heightPx * scale];
  return { page, width, height, x: (page[0] - width) / 2, y: (page[1] - height) / 2 };
}
