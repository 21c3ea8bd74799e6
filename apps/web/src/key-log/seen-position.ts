import type { KeyLogPosition } from '@umschlag/contract/key-log';

const NAME = 'umschlag-key-log';
const HASH = /^[0-9a-f]{64}$/;

/**
 * How far this browser has read the key log, whoever was signed in: there is one log for all. It outlives the sign-out,
 * since it is there to be remembered, and says nothing of anybody.
 */
export function seenPosition(): KeyLogPosition | undefined {
  try {
    const { seq, hash } = JSON.parse(localStorage.getItem(NAME) ?? '{}') as Partial<KeyLogPosition>;
    const isSound = Number.isSafeInteger(seq) && seq! > 0 && HASH.test(hash ?? '');
    return isSound ? { seq: seq!, hash: hash! } : undefined;
  } catch {
    // A browser that keeps nothing for us: then a log that was written anew cannot be noticed.
    return undefined;
  }
}

/** Only ever further: another tab may have read more meanwhile. */
export function notePosition(position: KeyLogPosition): void {
  if (position.seq > (seenPosition()?.seq ?? 0)) beginAt(position);
}

/** What this browser has read before counts no more. */
export function beginAt({ seq, hash }: KeyLogPosition): void {
  try {
    localStorage.setItem(NAME, JSON.stringify({ seq, hash }));
  } catch {
    // As above.
  }
}
