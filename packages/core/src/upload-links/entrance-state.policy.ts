import { AppError, addMs, type ErrorCode, HOUR_MS } from '@umschlag/std';

/** Whoever has begun before the deadline may send for so long after it: nobody loses an upload to a minute. */
export const DEADLINE_GRACE_MS = HOUR_MS;

export type EntranceState = 'open' | 'closed' | 'deadline_passed' | 'full';

interface Facts {
  readonly closed_at: Date | null;
  readonly deadline_at: Date;
  readonly max_submissions: number | null;
  readonly accepted_count: number;
}

/** Whether somebody may begin a submission now, and if not, why. */
export function entranceState(link: Facts, now: Date): EntranceState {
  if (link.closed_at) return 'closed';
  if (now >= link.deadline_at) return 'deadline_passed';
  if (link.max_submissions !== null && link.accepted_count >= link.max_submissions) return 'full';
  return 'open';
}

/** The same for a submission that was begun in time. A supplement is not counted, so it finds no full entrance. */
export function entranceStateForBegun(link: Facts, now: Date, isSupplement: boolean): EntranceState {
  const begunInTime = { ...link, deadline_at: addMs(link.deadline_at, DEADLINE_GRACE_MS) };
  return entranceState(isSupplement ? { ...begunInTime, max_submissions: null } : begunInTime, now);
}

const REFUSALS = {
  closed: ['upload_link_closed', 'The upload link has been closed.'],
  deadline_passed: ['deadline_passed', 'The deadline of the upload link has passed.'],
  full: ['submissions_full', 'The upload link takes no more submissions.'],
} as const satisfies Record<Exclude<EntranceState, 'open'>, readonly [ErrorCode, string]>;

/** @throws AppError `upload_link_closed`, `deadline_passed`, `submissions_full` */
export function requireOpen(state: EntranceState): void {
  if (state === 'open') return;
  const [code, message] = REFUSALS[state];
  throw new AppError(code, message);
}
