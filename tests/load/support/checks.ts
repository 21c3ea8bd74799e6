/** Counts what was found, and ends the process with what CI understands. */
export class Checks {
  #passed = 0;
  #failed = 0;
  check(what: string, holds: boolean, found: unknown = ''): void {
    if (holds) this.#passed++;
    else this.#failed++;
    process.stdout.write(`${holds ? 'ok    ' : 'FAILED'} ${what}${found === '' ? '' : ` (${String(found)})`}\n`);
  }
  finish(): void {
    process.stdout.write(`${this.#passed} passed, ${this.#failed} failed\n`);
    process.exitCode = this.#failed > 0 ? 1 : 0;
  }
}

const UNITS: Record<string, number> = { KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30 };

/** A size such as `512MiB`, in octets. */
export function parseSize(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(KiB|MiB|GiB)$/.exec(text) ?? [];
  if (number === undefined || unit === undefined) throw new Error(`"${text}" is no size such as 512MiB.`);
  return Number(number) * UNITS[unit]!;
}

/** The value after `--name` in the arguments. */
export function option(name: string, fallback: string): string {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? fallback : (process.argv[at + 1] ?? fallback);
}
