interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

const WINDOW_MS = 10_000;
const MIN_SPAN_MS = 2_000;

/** Measures the speed of the last ten seconds, so that a pause or another network shows soon. */
export class SpeedEstimate {
  #samples: Sample[] = [];

  /** @param bytes sent so far, in total; going back (a file begun anew) starts the measure again */
  add(atMs: number, bytes: number): void {
    const last = this.#samples.at(-1);
    if (last && bytes < last.bytes) this.#samples = [];
    this.#samples.push({ atMs, bytes });
    while (this.#samples.length > 2 && atMs - this.#samples[0]!.atMs > WINDOW_MS) this.#samples.shift();
  }

  /** Bytes per second, or undefined while too little is known or nothing moves. */
  bytesPerSecond(): number | undefined {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    if (!first || !last || last.atMs - first.atMs < MIN_SPAN_MS) return undefined;
    const speed = ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000;
    return speed > 0 ? speed : undefined;
  }
}

export type TimeLeft = { readonly unit: 'seconds' | 'minutes' | 'hours'; readonly count: number };

/** A time that people can use: coarse, rounded up, so that it rarely grows. */
export function timeLeft(remainingBytes: number, bytesPerSecond: number): TimeLeft {
  const seconds = remainingBytes / bytesPerSecond;
  if (seconds <= 50) return { unit: 'seconds', count: Math.max(5, Math.ceil(seconds / 5) * 5) };
  if (seconds <= 90 * 60) return { unit: 'minutes', count: Math.ceil(seconds / 60) };
  return { unit: 'hours', count: Math.ceil(seconds / 3600) };
}
