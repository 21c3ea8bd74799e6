import type { AccountKind } from '@umschlag/db';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from '@umschlag/std';

/**
 * How long a session lives. A caseworker's ends after half a day without use, so that a workplace left in the evening
 * is signed out in the morning; a citizen's lasts as long as a delivery usually takes to be dealt with.
 */
const LIFETIMES: Readonly<Record<AccountKind, { idleMs: number; absoluteMs: number }>> = {
  caseworker: { idleMs: 12 * HOUR_MS, absoluteMs: 7 * DAY_MS },
  citizen: { idleMs: 30 * DAY_MS, absoluteMs: 30 * DAY_MS },
};

/** Uses are written down no more often than this, so that reading does not write each time. */
const TOUCH_EVERY_MS = 5 * MINUTE_MS;
const ACTIVITY_EVERY_MS = HOUR_MS;

/** When a session ends that was begun at `createdAt` and used at `now`. */
export function sessionExpiry(kind: AccountKind, createdAt: Date, now: Date): Date {
  const { idleMs, absoluteMs } = LIFETIMES[kind];
  return new Date(Math.min(now.getTime() + idleMs, createdAt.getTime() + absoluteMs));
}

/** When a session ends at the latest, however much it is used: as long as the browser keeps its cookie. */
export function sessionLatestEnd(kind: AccountKind, createdAt: Date): Date {
  return addMs(createdAt, LIFETIMES[kind].absoluteMs);
}

export function isTouchDue(lastSeenAt: Date, now: Date): boolean {
  return now >= addMs(lastSeenAt, TOUCH_EVERY_MS);
}

/** Whether the account's last activity (which delays the deletion of idle accounts) is to be written down again. */
export function isActivityDue(lastActiveAt: Date, now: Date): boolean {
  return now >= addMs(lastActiveAt, ACTIVITY_EVERY_MS);
}
