import type { Crop } from './crop.policy.ts';
import type { Size } from './header/picture-header.ts';

/** Turns of 90° to the right. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** The numbers of `setTransform`: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

export interface Drawing {
  /** Of the canvas, in whole pixels. */
  readonly size: Size;
  /** From the upright picture's pixels to those of the canvas. */
  readonly matrix: Matrix;
}

export const turned = (turns: QuarterTurns, by: 1 | -1): QuarterTurns => ((turns + by + 4) % 4) as QuarterTurns;

/** A picture's size after it has been turned. */
export const turnedSize = ({ widthPx, heightPx }: Size, turns: QuarterTurns): Size =>
  turns % 2 === 0 ? { widthPx, heightPx } : { widthPx: heightPx, heightPx: widthPx };

/** From a picture's pixels to those of the same picture turned to the right, its corner at 0, 0 again. */
export function turningMatrix({ widthPx: w, heightPx: h }: Size, turns: QuarterTurns): Matrix {
  const matrices: Readonly<Record<QuarterTurns, Matrix>> = {
    0: [1, 0, 0, 1, 0, 0],
    1: [0, 1, -1, 0, h, 0],
    2: [-1, 0, 0, -1, w, h],
    3: [0, -1, 1, 0, 0, w],
  };
  return matrices[turns];
}

/** What is kept of a turned picture, in its pixels. */
export interface Part extends Size {
  readonly x: number;
  readonly y: number;
}

export function keptPart({ widthPx, heightPx }: Size, { top, right, bottom, left }: Crop): Part {
  return {
    x: (widthPx * left) / 100,
    y: (heightPx * top) / 100,
    widthPx: (widthPx * (100 - left - right)) / 100,
    heightPx: (heightPx * (100 - top - bottom)) / 100,
  };
}

/**
 * How a decoded picture becomes a page: turned, cut, and shrunk where its longest side is above the limit.
 * @param crop of the picture as it is seen, after its turn
 */
export function drawingOf(picture: Size, turns: QuarterTurns, crop: Crop, maxSidePx: number): Drawing {
  const part = keptPart(turnedSize(picture, turns), crop);
  const scale = Math.min(1, maxSidePx / Math.max(part.widthPx, part.heightPx));
  const [a, b, c, d, e, f] = turningMatrix(picture, turns);
  const px = (length: number) => Math.max(1, Math.round(length * scale));
  return {
    size: { widthPx: px(part.widthPx), heightPx: px(part.heightPx) },
    matrix: [a * scale, b * scale, c * scale, d * scale, (e - part.x) * scale, (f - part.y) * scale],
  };
}
