import { setTimeout as delay } from 'node:timers/promises';
import { SECOND_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { listAllowedReadings, type Reading } from '../upload-links/index.ts';

/** A delivery as far as a running download needs to know it. */
interface WatchedDelivery {
  readonly id: string;
  readonly expires_at: Date;
}

/** Whose download it is; of submissions it ends when they may not read them any more. */
interface Watched {
  readonly delivery: WatchedDelivery;
  readonly readerId?: string | undefined;
}

interface RunningDownload {
  readonly deliveryId: string;
  readonly readerId: string | undefined;
  /** As the database said last. */
  expiresAt: Date;
  readonly stop: () => void;
}

/**
 * Stops the downloads of this process whose delivery has been recalled or has expired, and those of submissions whose
 * reader may not read them any more: once a second, in one query for all of them and one for submissions. When the database cannot be reached, or does not answer, nothing can have been recalled in it; a
 * delivery's end, as it was known last, comes all the same.
 */
export class DownloadWatch {
  readonly #deps: Pick<Deps, 'database' | 'clock'>;
  readonly #intervalMs: number;
  readonly #running = new Set<RunningDownload>();
  #timer: NodeJS.Timeout | undefined;
  #asking: Promise<void> | undefined;

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
  add({ delivery, readerId }: Watched, stop: () => void): () => void {
    const download = { deliveryId: delivery.id, readerId, expiresAt: delivery.expires_at, stop };
    this.#running.add(download);
    this.#schedule();
    return () => {
      this.#running.delete(download);
    };
  }

  /** Looks once, now; waits for the database no longer than one interval. */
  async check(): Promise<void> {
    this.#asking ??= this.#ask()
      .catch(() => undefined)
      .finally(() => {
        this.#asking = undefined;
      });
    await Promise.race([this.#asking, delay(this.#intervalMs, undefined, { ref: false })]);
    const now = this.#deps.clock.now();
    this.#stopWhere((download) => download.expiresAt <= now);
  }

  /** Ends the watch; the downloads go on. */
  close(): void {
    clearTimeout(this.#timer);
    this.#running.clear();
  }

  /** Stops what is not open any more, and learns of ends that were moved. */
  async #ask(): Promise<void> {
    const asked = new Set([...this.#running].map((download) => download.deliveryId));
    if (asked.size === 0) return;
    const open = await this.#deps.database.db
      .selectFrom('deliveries')
      .select(['id', 'expires_at'])
      .where('id', 'in', [...asked])
      .where('state', '=', 'active')
      .execute();
    const ends = new Map(open.map((row) => [row.id, row.expires_at]));
    this.#stopWhere(({ deliveryId }) => asked.has(deliveryId) && !ends.get(deliveryId));
    for (const download of this.#running) download.expiresAt = ends.get(download.deliveryId) ?? download.expiresAt;
    await this.#askForReaders();
  }

  /** Stops what somebody reads who may not any more. */
  async #askForReaders(): Promise<void> {
    const asked = new Map([...this.#running].flatMap((download) => readingOf(download)));
    const allowed = await listAllowedReadings(this.#deps.database.db, [...asked.values()]);
    for (const reading of allowed) asked.delete(keyOf(reading));
    this.#stopWhere((download) => readingOf(download).some(([key]) => asked.has(key)));
  }

  #stopWhere(isOver: (download: RunningDownload) => boolean): void {
    for (const download of [...this.#running].filter(isOver)) {
      this.#running.delete(download);
      download.stop();
    }
  }

  /** The clock ticks only while there is something to watch, and never twice at once. */
  #schedule(): void {
    if (this.#timer) return;
    this.#timer = setTimeout(async () => {
      await this.check();
      this.#timer = undefined;
      if (this.#running.size > 0) this.#schedule();
    }, this.#intervalMs);
    this.#timer.unref();
  }
}

const keyOf = ({ deliveryId, accountId }: Reading) => `${deliveryId} ${accountId}`;

function readingOf({ deliveryId, readerId }: RunningDownload): [string, Reading][] {
  if (readerId === undefined) return [];
  const reading = { deliveryId, accountId: readerId };
  return [[keyOf(reading), reading]];
}
