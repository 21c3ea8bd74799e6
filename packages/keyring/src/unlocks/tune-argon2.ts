import { ARGON2_FLOOR, type Argon2Cost, chooseArgon2Cost } from './argon2-cost.ts';
import { sealSecret } from './sealed-secret.ts';

export interface TunedArgon2 {
  readonly cost: Argon2Cost;
  /** Milliseconds that the floor took on this machine. */
  readonly floorMs: number;
}

async function timeFloor(): Promise<number> {
  const startedAt = performance.now();
  await sealSecret(new Uint8Array(1), 'measuring', ARGON2_FLOOR);
  return performance.now() - startedAt;
}

/**
 * The Argon2id cost that suits this machine: 0.3 to 1 s where the floor allows it. Measures twice, since the first run
 * also loads the WebAssembly: one to two seconds of work on the thread that calls. Throws `derivation_unavailable`.
 */
export async function tuneArgon2(measure: () => Promise<number> = timeFloor): Promise<TunedArgon2> {
  const floorMs = Math.min(await measure(), await measure());
  return { cost: chooseArgon2Cost(floorMs), floorMs };
}
