/** What Argon2id (RFC 9106) costs: `memoryExponent` is log2 of KiB, as in OpenPGP (RFC 9580 §3.7.1.4). */
export interface Argon2Cost {
  readonly passes: number;
  readonly lanes: number;
  readonly memoryExponent: number;
}

/** RFC 9106 §4, second recommended choice: 3 passes, 4 lanes, 64 MiB. Never less for a passphrase. */
export const ARGON2_FLOOR: Argon2Cost = { passes: 3, lanes: 4, memoryExponent: 16 };

/**
 * What is opened at most. An unlock comes from the server: without a limit it could demand minutes or gigabytes. What
 * is locked stays below, since an unlock made on a desktop must open on a telephone too.
 */
export const ARGON2_CEILING: Argon2Cost = { passes: 16, lanes: 16, memoryExponent: 18 };

const AIM_MS = 600;
const MAX_MS = 1000;
const MAX_TUNED_PASSES = 8;
const TUNED_EXPONENT = 17;

export const isWithin = (cost: Argon2Cost, ceiling: Argon2Cost): boolean =>
  cost.passes <= ceiling.passes && cost.lanes <= ceiling.lanes && cost.memoryExponent <= ceiling.memoryExponent;

/**
 * Pure: the cost that takes about 0.6 s and at most 1 s on a machine that needs `floorMs` milliseconds for the floor;
 * the floor itself where even that takes longer. Memory is doubled first, since it hurts an attacker more than passes.
 */
export function chooseArgon2Cost(floorMs: number): Argon2Cost {
  const canDouble = floorMs * 2 <= AIM_MS;
  const memoryExponent = canDouble ? TUNED_EXPONENT : ARGON2_FLOOR.memoryExponent;
  const msPerPass = (floorMs * (canDouble ? 2 : 1)) / ARGON2_FLOOR.passes;
  const aimed = Math.min(Math.round(AIM_MS / msPerPass), Math.floor(MAX_MS / msPerPass), MAX_TUNED_PASSES);
  return { ...ARGON2_FLOOR, memoryExponent, passes: Math.max(ARGON2_FLOOR.passes, aimed) };
}
