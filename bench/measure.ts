/** One figure of a benchmark. `ratio` is value / baseline; both are missing where nothing was compared. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
  /** The least ratio that is wished for. */
  readonly aim?: number;
}

/** Prints one JSON line, with three significant digits. */
export function report(name: string, value: number, unit: string, baseline?: number, aim?: number): Figure {
  const compared = baseline === undefined ? {} : { baseline: rounded(baseline), ratio: rounded(value / baseline) };
  const figure: Figure = { name, value: rounded(value), unit, ...compared, ...(aim === undefined ? {} : { aim }) };
  process.stdout.write(`${JSON.stringify(figure)}\n`);
  return figure;
}

/** Prints figures for people, one below the other. */
export function printTable(figures: readonly Figure[]): void {
  const rows = figures.map(({ name, value, unit, baseline, ratio, aim }) => {
    const isReached = ratio === undefined || aim === undefined ? '' : ratio >= aim ? 'reached' : 'missed';
    return [name, `${value} ${unit}`, baseline ?? '', ratio ?? '', aim ?? '', isReached].map(String);
  });
  const table = [['figure', 'value', 'baseline', 'ratio', 'aim', ''], ...rows];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table) {
    process.stdout.write(
      `${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()}\n`,
    );
  }
}

/** The middle value (of an even count, the upper of the two). */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** How long a run took, in seconds. */
export async function secondsOf(run: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await run();
  return (performance.now() - started) / 1000;
}

/**
 * Runs several candidates in turn, `rounds` times after one round that does not count, so that a busy moment of the
 * machine does not hit one of them alone. Each round begins with another one, so that none always pays for the
 * garbage of the same neighbour.
 * @returns the median seconds of each
 */
export async function alternate<Name extends string>(
  rounds: number,
  candidates: Readonly<Record<Name, () => Promise<unknown>>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(candidates) as Name[];
  const seconds = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const first = round % names.length;
    for (const name of [...names.slice(first), ...names.slice(0, first)]) {
      const taken = await secondsOf(candidates[name]);
      if (round > 0) seconds.get(name)!.push(taken);
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(seconds.get(name)!)])) as Record<Name, number>;
}

function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
