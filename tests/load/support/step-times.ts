/** How long the steps of many took, each by itself. */
export class StepTimes {
  readonly #steps = new Map<string, number[]>();
  readonly #notes: [string, number][] = [];

  add(step: string, milliseconds: number): void {
    const known = this.#steps.get(step);
    if (known) known.push(milliseconds);
    else this.#steps.set(step, [milliseconds]);
  }

  /** A time that is printed below the others. */
  note(what: string, milliseconds: number): void {
    this.#notes.push([what, milliseconds]);
  }

  print(): void {
    for (const [step, all] of this.#steps) {
      const shown = [0.5, 0.99, 1].map((share) => `${Math.round(percentile(all, share))} ms`.padStart(9));
      process.stdout.write(`${step.padEnd(14)} p50 ${shown[0]}  p99 ${shown[1]}  max ${shown[2]}  of ${all.length}\n`);
    }
    for (const [what, milliseconds] of this.#notes) {
      process.stdout.write(`${what}: ${(milliseconds / 1000).toFixed(1)} s\n`);
    }
  }
}

/** By nearest rank. @param share from 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
