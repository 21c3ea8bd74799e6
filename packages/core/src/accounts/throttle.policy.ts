import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@umschlag/std';

interface ThrottleRule {
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * How often things may be tried that can be guessed or that send mail. A limit that refuses never counts per address
 * alone what strangers can do from one network: they would lock the real person out. So
 * - `…-client` counts per network that the tries come from; a whole office may share one, so those are wide;
 * - `…-address-network` counts per address and wide network, for whoever does not come with a known device;
 * - `…-device` counts per known device, which strangers do not have: theirs is a count of its own;
 * - `…-session` and `…-account` count what only signed-in people do.
 * `code-address` alone is per address: whoever floods a mailbox from many networks meets it.
 */
export const THROTTLES = {
  'password-client': { limit: 100, windowMs: 15 * MINUTE_MS },
  'password-address-network': { limit: 10, windowMs: 15 * MINUTE_MS },
  'password-device': { limit: 10, windowMs: 15 * MINUTE_MS },
  'code-client': { limit: 60, windowMs: HOUR_MS },
  // Enough for a mail that is late, and less than a third of what the mailbox takes: one network does not use it up.
  'code-address-network': { limit: 6, windowMs: DAY_MS },
  // Mails per address and day that strangers can cause: new devices and cleared browsers need a few, and twenty mails
  // can still be deleted by hand. It bounds the guessing of codes too: 20 times 5 of 10^8.
  'code-address': { limit: 20, windowMs: DAY_MS },
  'code-device': { limit: 20, windowMs: DAY_MS },
  'confirm-client': { limit: 100, windowMs: 15 * MINUTE_MS },
  'proof-session': { limit: 10, windowMs: 15 * MINUTE_MS },
  // All changes of one's keys and unlocks together: each adds to a log that is never shortened.
  'key-change-account': { limit: 20, windowMs: DAY_MS },
  // Calls of up to 200 addresses; a script that sends letters one by one needs some.
  'key-lookup-account': { limit: 600, windowMs: HOUR_MS },
  // Checking receipts asks the database only; numbers cannot be guessed.
  'receipt-client': { limit: 300, windowMs: 15 * MINUTE_MS },
  // A school class behind one address; each begun submission may fill the storage.
  'submission-client': { limit: 300, windowMs: HOUR_MS },
  'invitation-account': { limit: 100, windowMs: DAY_MS },
  'invitation-client': { limit: 50, windowMs: 15 * MINUTE_MS },
} as const satisfies Record<string, ThrottleRule>;

export type ThrottleKind = keyof typeof THROTTLES;
export type ClientThrottleKind = Extract<ThrottleKind, `${string}-client`>;

/** A wide network may try this many times as often as one subscriber in it. */
export const WIDE_TIMES = 10;

/**
 * Passwords tried for one address by strangers, from however many networks: thirty at once, then one after the other,
 * each waiting for its turn. It slows and does not refuse, up to a wait that a browser and a person put up with;
 * it holds a guesser with any number of networks to 17,280 tries a day.
 */
export const PASSWORD_TURNS = { atOnce: 30, everyMs: 5 * SECOND_MS, longestWaitMs: 20 * SECOND_MS } as const;

/** Whole seconds until the window ends, at least one (RFC 9110 §10.2.3). */
export function retryAfterSeconds(windowEndsAt: Date, now: Date): number {
  return Math.max(1, Math.ceil((windowEndsAt.getTime() - now.getTime()) / 1000));
}
