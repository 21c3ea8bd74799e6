import { DAY_MS, HOUR_MS, MINUTE_MS } from '@umschlag/std';

interface ThrottleRule {
  readonly limit: number;
  readonly windowMs: number;
}

/**
 * How often things may be tried that can be guessed or that send mail. `…-account` counts per address or account,
 * `…-client` per network that the tries come from: a whole office may share one, so those are wide.
 */
export const THROTTLES = {
  'password-account': { limit: 10, windowMs: 15 * MINUTE_MS },
  'password-client': { limit: 100, windowMs: 15 * MINUTE_MS },
  'code-account': { limit: 6, windowMs: 15 * MINUTE_MS },
  'code-client': { limit: 60, windowMs: HOUR_MS },
  'confirm-client': { limit: 100, windowMs: 15 * MINUTE_MS },
  'password-change-account': { limit: 10, windowMs: 15 * MINUTE_MS },
  'invitation-account': { limit: 100, windowMs: DAY_MS },
  'invitation-client': { limit: 50, windowMs: 15 * MINUTE_MS },
} as const satisfies Record<string, ThrottleRule>;

export type ThrottleKind = keyof typeof THROTTLES;

/** Whole seconds until the window ends, at least one (RFC 9110 §10.2.3). */
export function retryAfterSeconds(windowEndsAt: Date, now: Date): number {
  return Math.max(1, Math.ceil((windowEndsAt.getTime() - now.getTime()) / 1000));
}

/** The network that a client address counts as: IPv4 whole, IPv6 its /64, which is one subscriber (RFC 6177). */
export function clientNetwork(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address;
  const [head = '', tail] = address.split('%', 1)[0]!.toLowerCase().split('::') as [string, string?];
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...Array(8 - left.length - right.length).fill('0'), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
