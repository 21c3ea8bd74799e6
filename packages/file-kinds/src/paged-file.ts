import { Unreadable } from './unreadable.ts';

/** Octets that can be read anywhere: a `Blob`, a stored object, a file on a disk. */
export interface FileSource {
  readonly sizeBytes: number;
  /** Answers exactly the octets asked for, never past `sizeBytes`. What it throws goes to who called `inspectFile`. */
  read(start: number, endExclusive: number): Promise<Uint8Array>;
}

export const PAGE_OCTETS = 65_536;
/** So much is read of one file, whatever it says of itself; hence at most 128 requests to a store, too. */
export const MAX_READ_OCTETS = 8 * 2 ** 20;

/** A source that is read in whole pages, each once. All that was read is kept: it is bounded. */
export class PagedFile {
  readonly sizeBytes: number;
  readonly #source: FileSource;
  readonly #pages = new Map<number, Uint8Array>();
  #octetsLeft = MAX_READ_OCTETS;

  /** Throws `RangeError` for a size that is none. */
  constructor(source: FileSource) {
    if (!Number.isSafeInteger(source.sizeBytes) || source.sizeBytes < 0) throw new RangeError('sizeBytes is no size');
    this.sizeBytes = source.sizeBytes;
    this.#source = source;
  }

  /** Throws `Unreadable`: `malformed` for what is not in the file, `unchecked` if it would be too much. */
  async range(start: number, end: number): Promise<Uint8Array> {
    if (!(start >= 0 && start <= end && end <= this.sizeBytes)) throw new Unreadable('malformed');
    if (start === end) return new Uint8Array();
    const first = Math.floor(start / PAGE_OCTETS);
    const last = Math.floor((end - 1) / PAGE_OCTETS);
    await this.#load(first, last);
    const from = first * PAGE_OCTETS;
    if (first === last) return this.#pages.get(first)!.subarray(start - from, end - from);
    const octets = new Uint8Array(Math.min((last + 1) * PAGE_OCTETS, this.sizeBytes) - from);
    for (let page = first; page <= last; page += 1) octets.set(this.#pages.get(page)!, page * PAGE_OCTETS - from);
    return octets.subarray(start - from, end - from);
  }

  /** The beginning, or all of a shorter file. */
  head(octets: number): Promise<Uint8Array> {
    return this.range(0, Math.min(octets, this.sizeBytes));
  }

  /** The end, or all of a shorter file. */
  tail(octets: number): Promise<Uint8Array> {
    return this.range(Math.max(0, this.sizeBytes - octets), this.sizeBytes);
  }

  /** Fetches what is missing of the pages, neighbours in one request. */
  async #load(first: number, last: number): Promise<void> {
    for (let page = first; page <= last; page += 1) {
      if (this.#pages.has(page)) continue;
      let until = page + 1;
      while (until <= last && !this.#pages.has(until)) until += 1;
      await this.#fetch(page, until);
      page = until;
    }
  }

  async #fetch(first: number, until: number): Promise<void> {
    const start = first * PAGE_OCTETS;
    const end = Math.min(until * PAGE_OCTETS, this.sizeBytes);
    if (end - start > this.#octetsLeft) throw new Unreadable('unchecked');
    this.#octetsLeft -= end - start;
    const octets = await this.#source.read(start, end);
    if (octets.length !== end - start) throw new Error(`The source gave ${octets.length} octets of ${end - start}`);
    for (let at = 0; at < octets.length; at += PAGE_OCTETS) {
      this.#pages.set((start + at) / PAGE_OCTETS, octets.subarray(at, at + PAGE_OCTETS));
    }
  }
}
