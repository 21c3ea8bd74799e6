import type { ServerResponse } from 'node:http';
import { AppError, MINUTE_MS } from '@umschlag/std';
import { S3_PACING } from '@umschlag/storage';
import { endWhenStalled } from './stalled-connection.ts';

export interface DownloadLimits {
  /** Responses with octets at the same time, for one recipient's link. */
  readonly perLink: number;
  /** The same, for all links of this process. */
  readonly total: number;
  /** How long a connection may take nothing. */
  readonly stalledMs: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  // A download manager with 16 ranges, a few times over, with the archive beside it; and fifty who race for the last
  // permitted download are all heard.
  perLink: 64,
  // Each reads over one connection to the storage. Some stay free for completing uploads, which reads a little too.
  total: S3_PACING.readConnections - 64,
  // A whole piece (256 KiB at most) must go in that time: less than 1 KiB a second is no download any more.
  stalledMs: 5 * MINUTE_MS,
};

const RETRY_AFTER_SECONDS = 10;

/** Who may be sent octets at the same time: so many per link that no one link takes all, and so many in all. */
export class DownloadPlaces {
  readonly #limits: DownloadLimits;
  readonly #takenByLink = new Map<string, number>();
  #taken = 0;

  constructor(limits: DownloadLimits) {
    this.#limits = limits;
  }

  /**
   * Takes a place until the response is over, and ends the response when its connection takes nothing any more.
   * @throws AppError `too_many_requests` (details: `retryAfterSeconds`)
   */
  take(recipientId: string, response: ServerResponse): void {
    const ofLink = this.#takenByLink.get(recipientId) ?? 0;
    if (ofLink >= this.#limits.perLink) throw tooMany('This link has as many downloads at once as it may have.');
    if (this.#taken >= this.#limits.total) throw tooMany('There are as many downloads at once as we can serve.');
    // Its caller has gone meanwhile: it will not be told a second time.
    if (response.closed) return;
    this.#takenByLink.set(recipientId, ofLink + 1);
    this.#taken += 1;
    response.once('close', () => this.#giveBack(recipientId));
    endWhenStalled(response, this.#limits.stalledMs);
  }

  #giveBack(recipientId: string): void {
    const left = (this.#takenByLink.get(recipientId) ?? 1) - 1;
    if (left === 0) this.#takenByLink.delete(recipientId);
    else this.#takenByLink.set(recipientId, left);
    this.#taken -= 1;
  }
}

function tooMany(message: string): AppError {
  return new AppError('too_many_requests', message, { details: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
}
