import { printable } from './printable.ts';
import { formatBytes, formatDuration } from './sizes.ts';
import type { Screen, Terminal } from './terminal.ts';

export interface Progress {
  /** Begins with a file; `doneBytes` are there already from an earlier try. */
  begin(name: string, sizeBytes: number, doneBytes?: number): FileProgress;
  /** A remark between the bars. */
  note(line: string): void;
  /** Takes the bars away. */
  end(): void;
}

export interface FileProgress {
  /** Moves by a number of bytes; negative when some have to go again. */
  add(bytes: number): void;
  finish(): void;
  /** Forgets what was done: the file starts anew. */
  restart(sizeBytes: number): void;
}

interface Running {
  readonly name: string;
  sizeBytes: number;
  doneBytes: number;
}

const REDRAW_MS = 100;
const SPEED_WINDOW_MS = 10_000;
const PLAIN_EVERY_MS = 10_000;
const BAR_CELLS = 24;

interface Facts {
  readonly totalBytes: number;
  readonly fileCount: number;
  readonly verb: string;
}

/** Two lines, redrawn, on a terminal; elsewhere a line per file and one every 10 seconds. */
export function showProgress(terminal: Pick<Terminal, 'screen' | 'note'>, facts: Facts): Progress {
  return new Bars(terminal, facts);
}

/** `[######------]`; a file of 0 bytes is complete. */
export function bar(done: number, total: number): string {
  const filled = total <= 0 ? BAR_CELLS : Math.round((Math.min(done, total) / total) * BAR_CELLS);
  return `[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}]`;
}

class Bars implements Progress {
  readonly #terminal: Pick<Terminal, 'screen' | 'note'>;
  readonly #running = new Set<Running>();
  readonly #samples: { at: number; bytes: number }[] = [];
  readonly #verb: string;
  readonly #fileCount: number;
  #totalBytes: number;
  #doneBytes = 0;
  /** Bytes that really moved now, as opposed to those from an earlier try. */
  #movedBytes = 0;
  #finished = 0;
  #drawnAt = 0;
  #isDrawn = false;

  constructor(terminal: Pick<Terminal, 'screen' | 'note'>, { totalBytes, fileCount, verb }: Facts) {
    this.#terminal = terminal;
    this.#totalBytes = totalBytes;
    this.#fileCount = fileCount;
    this.#verb = verb;
    this.#drawnAt = performance.now();
  }

  begin(name: string, sizeBytes: number, doneBytes = 0): FileProgress {
    const file: Running = { name: printable(name), sizeBytes, doneBytes };
    this.#running.add(file);
    this.#doneBytes += doneBytes;
    return {
      add: (bytes) => this.#add(file, bytes),
      finish: () => this.#finish(file),
      restart: (size) => this.#restart(file, size),
    };
  }

  note(line: string): void {
    this.#clear();
    this.#terminal.note(line);
  }

  end(): void {
    this.#clear();
  }

  #add(file: Running, bytes: number): void {
    file.doneBytes += bytes;
    this.#doneBytes += bytes;
    this.#movedBytes += bytes;
    this.#draw();
  }

  #restart(file: Running, sizeBytes: number): void {
    this.#totalBytes += sizeBytes - file.sizeBytes;
    this.#add(file, -file.doneBytes);
    file.sizeBytes = sizeBytes;
  }

  #finish(file: Running): void {
    this.#running.delete(file);
    this.#finished += 1;
    const place = `${String(this.#finished).padStart(String(this.#fileCount).length)}/${this.#fileCount}`;
    this.note(`${this.#verb} ${place} ${file.name} (${formatBytes(file.sizeBytes)})`);
  }

  #draw(): void {
    const now = performance.now();
    const { screen } = this.#terminal;
    if (now - this.#drawnAt < (screen ? REDRAW_MS : PLAIN_EVERY_MS)) return;
    this.#drawnAt = now;
    const total = this.#totalLine(now);
    if (screen) this.#drawBars(screen, total);
    else this.#terminal.note(total);
  }

  #drawBars(screen: Screen, total: string): void {
    this.#clear();
    const [file] = this.#running;
    const first = file ? `${bar(file.doneBytes, file.sizeBytes)} ${file.name}` : '';
    screen.write(`${cut(first, screen.columns)}\n${cut(total, screen.columns)}`);
    this.#isDrawn = true;
  }

  #totalLine(now: number): string {
    this.#samples.push({ at: now, bytes: this.#movedBytes });
    while (this.#samples.length > 2 && now - this.#samples[0]!.at > SPEED_WINDOW_MS) this.#samples.shift();
    const first = this.#samples[0]!;
    const perSecond = now > first.at ? ((this.#movedBytes - first.bytes) / (now - first.at)) * 1000 : 0;
    const left = perSecond > 0 ? `, ${formatDuration((this.#totalBytes - this.#doneBytes) / perSecond)} left` : '';
    const speed = perSecond > 0 ? `, ${formatBytes(perSecond)}/s` : '';
    const share = `${formatBytes(Math.max(0, this.#doneBytes))} of ${formatBytes(this.#totalBytes)}`;
    return `${bar(this.#doneBytes, this.#totalBytes)} ${this.#finished} of ${this.#fileCount} files, ${share}${speed}${left}`;
  }

  /** Both lines away, cursor at the beginning of the first. */
  #clear(): void {
    if (this.#isDrawn) this.#terminal.screen?.write('\r\x1b[2K\x1b[1A\x1b[2K');
    this.#isDrawn = false;
  }
}

/** A line that wrapped could not be taken away again. */
function cut(line: string, columns: number): string {
  return line.length < columns ? line : `${line.slice(0, Math.max(0, columns - 2))}…`;
}
