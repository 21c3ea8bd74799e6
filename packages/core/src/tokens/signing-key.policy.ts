import { addMs, DAY_MS, SECOND_MS } from '@umschlag/std';

/** A key signs for 30 days and is known for 60 more, longer than any token lives. */
const SIGNS_MS = 30 * DAY_MS;
const VERIFIES_MS = SIGNS_MS + 60 * DAY_MS;

export interface KeyTimes {
  readonly createdAt: Date;
  readonly signsUntil: Date;
  readonly verifiesUntil: Date;
}

/** How long a key that is made now may sign, and how long what it has signed can be verified: for 60 days more. */
export function newKeyTimes(now: Date): KeyTimes {
  return { createdAt: now, signsUntil: addMs(now, SIGNS_MS), verifiesUntil: addMs(now, VERIFIES_MS) };
}

/**
 * A new key signs after this time only, if there is another: longer than it takes every replica to be able to see it,
 * so that none of them refuses what is signed by it.
 */
const SETTLES_MS = 10 * SECOND_MS;

/** The newest key that may still sign. Keys made at the same instant by two replicas are told apart by their id. */
export function chooseSigningKey<K extends KeyTimes & { readonly kid: string }>(
  keys: Iterable<K>,
  now: Date,
): K | undefined {
  const newestFirst = [...keys]
    .filter((key) => key.signsUntil > now)
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.kid < b.kid ? -1 : 1));
  return newestFirst.find((key) => key.createdAt <= addMs(now, -SETTLES_MS)) ?? newestFirst[0];
}
