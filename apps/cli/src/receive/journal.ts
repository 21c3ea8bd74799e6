import { open, readFile, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { RefusedError } from '../http/index.ts';

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What is on this disk of one file of a delivery. */
export interface JournalEntry {
  /** Path of the `.part` file, or of the finished file. */
  readonly path: string;
  readonly etag: string | null;
  /** Bytes that are certainly on the disk; what lies behind them is fetched again. */
  readonly safeBytes: number;
  readonly isDone: boolean;
}

/**
 * Remembers in the target folder what has been received, so that a later call goes on, takes no `.part` of another
 * delivery for its own, and fetches nothing twice. Deleted when all is there. Holds no secret.
 */
export class Journal {
  readonly #root: string;
  readonly #file: string;
  readonly #entries: Map<string, JournalEntry>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(root: string, file: string, entries: Map<string, JournalEntry>) {
    this.#root = root;
    this.#file = file;
    this.#entries = entries;
  }

  /** @throws RefusedError when the id is none: it comes from the server and becomes part of a file's name here */
  static async open(root: string, deliveryId: string): Promise<Journal> {
    if (!UUID.test(deliveryId)) throw new RefusedError('unknown', 'The server names the delivery by what is no id.');
    const file = join(root, `.umschlag-${deliveryId}.json`);
    return new Journal(root, file, await readEntries(file));
  }

  get(fileId: string): JournalEntry | undefined {
    const entry = this.#entries.get(fileId);
    return entry && { ...entry, path: join(this.#root, entry.path) };
  }

  /** On the disk when it returns. */
  async set(fileId: string, entry: JournalEntry): Promise<void> {
    // Relative, so that it still holds when called from elsewhere, or when the folder has moved.
    this.#entries.set(fileId, { ...entry, path: relative(this.#root, entry.path) });
    this.#writing = this.#writing.then(() => this.#write());
    await this.#writing;
  }

  async delete(): Promise<void> {
    await rm(this.#file, { force: true });
  }

  async #write(): Promise<void> {
    const temporary = `${this.#file}.new`;
    const handle = await open(temporary, 'w');
    try {
      await handle.writeFile(JSON.stringify(Object.fromEntries(this.#entries)));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, this.#file);
  }
}

/** An unreadable journal counts as none: everything is fetched anew, beside what is there. */
async function readEntries(file: string): Promise<Map<string, JournalEntry>> {
  try {
    const parsed: unknown = JSON.parse(await readFile(file, 'utf8'));
    return new Map(Object.entries(parsed as object).filter((pair): pair is [string, JournalEntry] => isEntry(pair[1])));
  } catch {
    return new Map();
  }
}

function isEntry(value: unknown): value is JournalEntry {
  const { path, etag, safeBytes, isDone } = (value ?? {}) as Record<string, unknown>;
  return (
    typeof path === 'string' &&
    (etag === null || typeof etag === 'string') &&
    Number.isSafeInteger(safeBytes) &&
    typeof isDone === 'boolean'
  );
}
