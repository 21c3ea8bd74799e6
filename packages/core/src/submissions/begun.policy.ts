import { type EntranceState, entranceStateForBegun } from '../upload-links/index.ts';

/** Whether a submission that has begun may go on: a little longer than one may begin; supplements are not counted. */
export function stateForBegun(
  link: Parameters<typeof entranceStateForBegun>[0],
  { supplements }: { readonly supplements: string | null },
  now: Date,
): EntranceState {
  return entranceStateForBegun(link, now, supplements !== null);
}
