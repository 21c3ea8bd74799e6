import { SECOND_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';

interface RunningDownload {
  readonly deliveryId: string;
  readonly stop: () => void;
}

/**
 * Stops the downloads of this process whose delivery has been recalled or has expired: once a second, in one query for
 * all of them. A database that cannot be reached stops none, as nothing can have been recalled in it meanwhile.
 */
export class DownloadWatch {
  readonly #deps: Pick<Deps, 'database' | 'clock'>;
  readonly #intervalMs: number;
  readonly #running = new Set<RunningDownload>();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: Pick<Deps, 'database' | 'clock'>, intervalMs = SECOND_MS) {
    this.#deps = deps;
    this.#intervalMs = intervalMs;
  }

  /** How many downloads run. */
  get size(): number {
    return this.#running.size;
  }

  /**
   * Watches a download. @param stop is called once at most
   * @returns the end of the watch, to be called when the download is over
   */
  add(deliveryId: string, stop: () => void): () => void {
    const download = { deliveryId, stop };
    this.#running.add(download);
    this.#schedule();
    return () => {
      this.#running.delete(download);
    };
  }

  /** Looks once, now. */
  async check(): Promise<void> {
    const ids = [...new Set([...this.#running].map((download) => download.deliveryId))];
    if (ids.length === 0) return;
    const open = await this.#deps.database.db
      .selectFrom('deliveries')
      .select('id')
      .where('id', 'in', ids)
      .where('state', '=', 'active')
      .where('expires_at', '>', this.#deps.clock.now())
      .execute();
    const openIds = new Set(open.map((row) => row.id));
    const asked = new Set(ids);
    for (const download of [...this.#running]) {
      if (!asked.has(download.deliveryId) || openIds.has(download.deliveryId)) continue;
      this.#running.delete(download);
      download.stop();
    }
  }

  /** Ends the watch; the downloads go on. */
  close(): void {
    clearTimeout(this.#timer);
    this.#running.clear();
  }

  /** The clock ticks only while there is something to watch, and never twice at once. */
  #schedule(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(async () => {
      await this.check().catch(() => undefined);
      this.#timer = undefined;
      if (this.#running.size > 0) this.#schedule();
    }, this.#intervalMs);
    this.#timer.unref();
  }
}
