import { generateKey, type NewKey } from '../keys/generate-key.ts';

/** The instant at which tests stand, unless they say otherwise. */
export const NOW = new Date('2026-03-01T12:00:00Z');

export const minutesAfter = (minutes: number, start = NOW): Date => new Date(start.getTime() + minutes * 60_000);

/** A new key as of `NOW`. */
export const newKey = (address = 'anna@amt.example'): Promise<NewKey> => generateKey({ address, now: NOW });

/** The error's stable code, for `rejects.toMatchObject`. */
export const code = (expected: string): { code: string } => ({ code: expected });
