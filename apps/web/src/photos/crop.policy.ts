/** What is cut off at each edge of a page as it is seen, in percent of its height or width. */
export interface Crop {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export type Edge = keyof Crop;

export const NO_CROP: Crop = { top: 0, right: 0, bottom: 0, left: 0 };

/** The order in which they are named: as one reads. */
export const EDGES: readonly Edge[] = ['top', 'bottom', 'left', 'right'];

/** Percent: less than this of a page's height or width is no page, and no handle is lost behind another. */
export const LEAST_KEPT = 10;
/** Percent, of one press of a key. */
export const CROP_STEP = 0.5;

const OPPOSITE: Readonly<Record<Edge, Edge>> = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' };

/** The most that can be cut off at an edge as the opposite one stands, in percent. */
export const mostCutAt = (crop: Crop, edge: Edge): number => 100 - LEAST_KEPT - crop[OPPOSITE[edge]];

/** Moves one edge, as far as it can go. @param percent cut off there; anything else than a number changes nothing */
export function cutAt(crop: Crop, edge: Edge, percent: number): Crop {
  if (Number.isNaN(percent)) return crop;
  const inSteps = Math.round(percent / CROP_STEP) * CROP_STEP;
  return { ...crop, [edge]: Math.min(Math.max(inSteps, 0), mostCutAt(crop, edge)) };
}

/** The same cut on the page turned by 90° to the right: what was left is above. */
export const turnedCrop = ({ top, right, bottom, left }: Crop): Crop => ({
  top: left,
  right: top,
  bottom: right,
  left: bottom,
});

export const isCropped = (crop: Crop): boolean => EDGES.some((edge) => crop[edge] > 0);
