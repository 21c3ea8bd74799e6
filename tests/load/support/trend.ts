/** What processes hold at one moment: RSS counts what they share once for each, PSS once in all. */
export interface MemorySample {
  readonly rssMib: number;
  readonly pssMib: number;
}

/** How memory went over a time. In MiB. */
export interface Trend {
  readonly samples: number;
  readonly peakRss: number;
  readonly peakPss: number;
  /** Median PSS of the first third of the time, and of the last. */
  readonly firstThird: number;
  readonly lastThird: number;
}

/** Fewer tell nothing of a trend. */
const LEAST_SAMPLES = 12;
/** What a garbage collector may leave lying for a while. */
const ROOM_MIB = 64;
const ROOM_FACTOR = 1.25;

export function trendOf(samples: readonly MemorySample[]): Trend {
  const pss = samples.map(({ pssMib }) => pssMib);
  const third = Math.ceil(pss.length / 3);
  return {
    samples: samples.length,
    peakRss: Math.max(0, ...samples.map(({ rssMib }) => rssMib)),
    peakPss: Math.max(0, ...pss),
    firstThird: medianOf(pss.slice(0, third)),
    lastThird: medianOf(pss.slice(-third)),
  };
}

/** Whether it does not grow with what is transferred. @returns undefined if the time was too short to tell */
export function isFlat({ samples, firstThird, lastThird }: Trend): boolean | undefined {
  if (samples < LEAST_SAMPLES) return undefined;
  return lastThird <= firstThird * ROOM_FACTOR + ROOM_MIB;
}

const medianOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
