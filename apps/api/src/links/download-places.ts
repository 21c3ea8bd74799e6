import type { ServerResponse } from 'node:http';
import { networksOf } from '@umschlag/core';
import { AppError, MINUTE_MS } from '@umschlag/std';
import { S3_PACING } from '@umschlag/storage';
import { endWhenStalled } from './stalled-connection.ts';

export interface DownloadLimits {
  /** Responses with octets at the same time, for one recipient's link. */
  readonly perLink: number;
  /** The same, for one wide network (IPv4 /24, IPv6 /48) with whatever links it has. */
  readonly perNetwork: number;
  /** The same, for all links of this process. */
  readonly total: number;
  /** How long a connection may take nothing. */
  readonly stalledMs: number;
}

export const DOWNLOAD_LIMITS: DownloadLimits = {
  // A download manager with 16 ranges, a few times over, with the archive beside it; and fifty who race for the last
  // permitted download are all heard.
  perLink: 64,
  // A large office behind one address, and less than a third of all: five links in one hand do not shut out the rest.
  perNetwork: 96,
  // Each reads over one connection to the storage. Some stay free for completing uploads, which reads a little too.
  total: S3_PACING.readConnections - 64,
  // A whole piece (256 KiB at most) must go in that time: less than 1 KiB a second is no download any more.
  stalledMs: 5 * MINUTE_MS,
};

const RETRY_AFTER_SECONDS = 10;

/** Whose response takes a place. */
export interface PlaceTaker {
  /** The recipient's, or the delivery's for its sender. */
  readonly linkId: string;
  readonly clientAddress: string;
}

/** Who may be sent octets at the same time: so many per link and network that none takes all, and so many in all. */
export class DownloadPlaces {
  readonly #limits: DownloadLimits;
  readonly #byLink = new Map<string, number>();
  readonly #byNetwork = new Map<string, number>();
  #taken = 0;

  constructor(limits: DownloadLimits) {
    this.#limits = limits;
  }

  /**
   * Takes a place until the response is over, and ends the response when its connection takes nothing any more.
   * @throws AppError `too_many_requests` (details: `retryAfterSeconds`)
   */
  take({ linkId, clientAddress }: PlaceTaker, response: ServerResponse): void {
    const network = networksOf(clientAddress).wide;
    const { perLink, perNetwork, total, stalledMs } = this.#limits;
    if (takenOf(this.#byLink, linkId) >= perLink) throw tooMany('This link has as many downloads as it may have.');
    if (takenOf(this.#byNetwork, network) >= perNetwork) {
      throw tooMany('Your network has as many downloads at once as it may have.');
    }
    if (this.#taken >= total) throw tooMany('There are as many downloads at once as we can serve.');
    // Its caller has gone meanwhile: it will not be told a second time.
    if (response.closed) return;
    this.#count(linkId, network, 1);
    response.once('close', () => this.#count(linkId, network, -1));
    endWhenStalled(response, stalledMs);
  }

  #count(linkId: string, network: string, change: 1 | -1): void {
    add(this.#byLink, linkId, change);
    add(this.#byNetwork, network, change);
    this.#taken += change;
  }
}

function takenOf(places: ReadonlyMap<string, number>, key: string): number {
  return places.get(key) ?? 0;
}

function add(places: Map<string, number>, key: string, change: number): void {
  const taken = takenOf(places, key) + change;
  if (taken === 0) places.delete(key);
  else places.set(key, taken);
}

function tooMany(message: string): AppError {
  return new AppError('too_many_requests', message, { details: { retryAfterSeconds: RETRY_AFTER_SECONDS } });
}
