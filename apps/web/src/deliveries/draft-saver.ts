import type { DraftFields } from '@umschlag/contract';

export type SaveState = 'clean' | 'pending' | 'saving' | 'failed';

interface DraftSaverParts {
  /** Begins a draft. @returns its id */
  create(): Promise<string>;
  save(id: string, fields: DraftFields): Promise<void>;
  onState(state: SaveState, error?: unknown): void;
  readonly delayMs: number;
}

/**
 * Saves a draft as one goes: changes are gathered for a moment and sent one request after the other.
 * The draft is created with the first change, so that merely opening the page leaves nothing behind.
 */
export class DraftSaver {
  readonly #parts: DraftSaverParts;
  #id: Promise<string> | undefined;
  #pending: DraftFields | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  constructor(parts: DraftSaverParts, id?: string) {
    this.#parts = parts;
    if (id !== undefined) this.#id = Promise.resolve(id);
  }

  /** The draft's id; creates the draft if there is none yet. Asked twice at once, it is created once. */
  ensure(): Promise<string> {
    this.#id ??= this.#parts.create().catch((error) => {
      this.#id = undefined;
      throw error;
    });
    return this.#id;
  }

  change(fields: DraftFields): void {
    this.#pending = { ...this.#pending, ...fields };
    this.#parts.onState('pending');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush().catch(() => undefined), this.#parts.delayMs);
  }

  /** Saves what is pending now. @throws what saving threw; the changes stay pending then */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.catch(() => undefined).then(() => this.#saveOnce());
    return this.#saving;
  }

  async #saveOnce(): Promise<void> {
    const fields = this.#pending;
    if (!fields) return;
    this.#pending = undefined;
    this.#parts.onState('saving');
    try {
      await this.#parts.save(await this.ensure(), fields);
    } catch (error) {
      this.#pending = { ...fields, ...(this.#pending as DraftFields | undefined) };
      this.#parts.onState('failed', error);
      throw error;
    }
    this.#parts.onState(this.#pending ? 'pending' : 'clean');
  }
}
