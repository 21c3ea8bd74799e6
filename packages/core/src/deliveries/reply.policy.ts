import { AppError } from '@umschlag/std';
import type { DraftChange } from './draft.policy.ts';

/** Drafts and replies that can still be fetched, of one recipient to one delivery: each may fill the storage. */
export const MAX_REPLIES = 20;

/**
 * Level 1 is for whoever has the link: nobody in particular could answer. Submissions come from nobody's account.
 * @throws AppError `reply_not_available`
 */
export function requireAnswerable(level: number, senderId: string | null): asserts senderId is string {
  if (level > 1 && senderId !== null) return;
  throw new AppError('reply_not_available', 'Deliveries of level 1 and submissions are not answered.');
}

/** @throws AppError `too_many_replies` (details: `max`) if one more is too many */
export function requireRoomForReply(present: number): void {
  if (present < MAX_REPLIES) return;
  throw new AppError('too_many_replies', `A delivery can have ${MAX_REPLIES} replies of a recipient.`, {
    details: { max: MAX_REPLIES },
  });
}

/**
 * A reply has the level of what it answers and goes to its sender: neither is taken, not even unchanged.
 * @throws AppError `reply_is_fixed` (details: `field`)
 */
export function refuseChangeOfReply({ is_reply }: { is_reply: boolean }, change: DraftChange): void {
  const field = (['level', 'recipients'] as const).find((name) => change[name] !== undefined);
  if (!is_reply || !field) return;
  throw new AppError('reply_is_fixed', 'A reply keeps its level, and goes to the sender of what it answers only.', {
    details: { field },
  });
}
