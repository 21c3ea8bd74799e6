import type { BounceReason, SendOutcome, SendState } from '@umschlag/mailer';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '@umschlag/std';

/** What is to be done after one try to send. */
export type MailFate =
  | { readonly state: 'sent' }
  /** The mailbox or the mail was refused for good. */
  | { readonly state: 'rejected'; readonly reason: string }
  /** No encrypted way to the mailbox: nothing was sent, and a letter has to do. */
  | { readonly state: 'letter'; readonly reason: string }
  /** The queue time is over. */
  | { readonly state: 'failed'; readonly reason: string }
  | { readonly state: 'waiting'; readonly reason: string; readonly retryAfterMs: number };

/** A mail that nobody takes is given up after this time; RFC 5321 §4.5.4.1 asks for 4-5 days at least. */
export const QUEUE_TIME_MS = 5 * DAY_MS;
/** Tries before missing or broken TLS counts as a fact and not as an accident. */
export const TLS_TRIES = 4;

const PAUSES_MS = [
  10 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
];

/**
 * @param attempts tries made so far, this one included
 * @param ageMs time since the mail was queued
 */
export function mailFate(outcome: SendOutcome, attempts: number, ageMs: number): MailFate {
  if (outcome.state === 'sent') return { state: 'sent' };
  if (outcome.state === 'rejected') return { state: 'rejected', reason: outcome.reason };
  const reason = troubleReason(outcome.state, outcome.reason);
  if (outcome.state !== 'retry' && attempts >= TLS_TRIES) return { state: 'letter', reason };
  if (ageMs >= QUEUE_TIME_MS) return { state: 'failed', reason };
  return { state: 'waiting', reason, retryAfterMs: PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? HOUR_MS };
}

/** What kept a mail from arriving without refusing it, and how that is told to its sender. */
const TROUBLES = {
  retry: 'unreachable',
  no_tls: 'no-tls',
  untrusted_certificate: 'no-tls',
  broken_tls: 'no-tls',
} as const satisfies Record<Exclude<SendState, 'sent' | 'rejected'>, BounceReason>;

/** The reason as it is recorded: the trouble goes before the words, for {@link bounceReason} to read. */
export function troubleReason(trouble: keyof typeof TROUBLES, words: string): string {
  return `${trouble}: ${words}`;
}

/**
 * Why a mail did not arrive, as its sender is told.
 * @param reason that was recorded with its fate; of a refusal it is the server's reply to one of our commands, which
 *   is no trouble's name
 */
export function bounceReason(reason: string | null): BounceReason {
  const told = Object.entries(TROUBLES).find(([trouble]) => reason?.startsWith(`${trouble}: `));
  return told?.[1] ?? 'rejected';
}
