import { type Crop, NO_CROP, turnedCrop } from './crop.policy.ts';
import { type QuarterTurns, turned } from './page-drawing.policy.ts';

/** More do not fit into the memory of a telephone at once. */
export const MAX_PAGES = 50;

/** What is done with a picture to make a page of it. */
export interface PageEdit {
  readonly turns: QuarterTurns;
  /** Of the picture as it is seen after its turn. */
  readonly crop: Crop;
}

export interface Page extends PageEdit {
  readonly id: string;
}

export const UNTOUCHED: PageEdit = { turns: 0, crop: NO_CROP };

/** What photographs may become where they are taken: pages of one PDF, one picture, or the one or the other. */
export type TakenAs = 'pdf' | 'picture' | 'either';

/** So many pages may become one file: a picture is one alone. */
export const mostPages = (as: TakenAs): number => (as === 'picture' ? 1 : MAX_PAGES);

/** Of pictures that are to come to the pages that there are: how many may. */
export const roomFor = (present: number, coming: number, most = MAX_PAGES): number =>
  Math.max(0, Math.min(coming, most - present));

/** Changes one page; the others stay the same objects. */
export const changed = <P extends Page>(pages: readonly P[], id: string, edit: Partial<PageEdit>): readonly P[] =>
  pages.map((page) => (page.id === id ? { ...page, ...edit } : page));

export const without = <P extends Page>(pages: readonly P[], id: string): readonly P[] =>
  pages.filter((page) => page.id !== id);

/** A page one place nearer to the beginning or the end; at either end it stays where it is. */
export function moved<P extends Page>(pages: readonly P[], id: string, by: 1 | -1): readonly P[] {
  const from = pages.findIndex((page) => page.id === id);
  const [page, other] = [pages[from], pages[from + by]];
  if (!page || !other) return pages;
  return pages.with(from, other).with(from + by, page);
}

/** Turned by 90°, with what was cut: to the left is three times to the right. */
export function turnedEdit({ turns, crop }: PageEdit, by: 1 | -1): PageEdit {
  const times = by === 1 ? 1 : 3;
  const turnedBy = Array.from({ length: times }).reduce<Crop>(turnedCrop, crop);
  return { turns: turned(turns, by), crop: turnedBy };
}
