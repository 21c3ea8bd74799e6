import { u32 } from '../octets.ts';
import type { PagedFile } from '../paged-file.ts';
import { Unreadable } from '../unreadable.ts';

/** Numbers from here on are marks and no sectors ([MS-CFB] §2.1). */
const FIRST_MARK = 0xffff_fffa;
const TABLE_SECTORS_IN_HEADER = 109;
const HEADER_OCTETS = 512;
/** The longest that is followed: 32 MiB of small streams in the smaller sectors, or a directory many times the limit. */
const MAX_CHAIN_SECTORS = 65_536;

/** Follows the chains of sectors by the table that says of each sector which one is next ([MS-CFB] §2.3, §2.5). */
export class SectorChains {
  readonly #file: PagedFile;
  readonly #header: Uint8Array;
  readonly #sectorOctets: number;
  /** The sectors that hold lists of further sectors of the table, as far as they were needed. */
  readonly #lists: number[] = [];
  /** Chains already followed, as far as they were. */
  readonly #known = new Map<number, number[]>();

  constructor(file: PagedFile, header: Uint8Array, sectorOctets: number) {
    if (header.length < HEADER_OCTETS) throw new Unreadable('malformed');
    this.#file = file;
    this.#header = header;
    this.#sectorOctets = sectorOctets;
  }

  /** The beginning of a chain's octets: at least `octets` of them if it is so long, all else. */
  async read(firstSector: number, octets: number): Promise<Uint8Array> {
    const count = Math.ceil(octets / this.#sectorOctets);
    const sectors = (await this.#follow(firstSector, count)).slice(0, count);
    const all = new Uint8Array(sectors.length * this.#sectorOctets);
    for (const [n, sector] of sectors.entries()) all.set(await this.#sector(sector), n * this.#sectorOctets);
    return all;
  }

  /** Octets within a chain, which do not cross a sector's end. */
  async slice(firstSector: number, start: number, end: number): Promise<Uint8Array> {
    const index = Math.floor(start / this.#sectorOctets);
    const sector = (await this.#follow(firstSector, index + 1))[index];
    if (sector === undefined) throw new Unreadable('malformed');
    const from = start - index * this.#sectorOctets;
    return (await this.#sector(sector)).subarray(from, from + end - start);
  }

  /** A chain as far as its first `count` sectors at least, if it has so many. */
  async #follow(firstSector: number, count: number): Promise<readonly number[]> {
    const chain = this.#known.get(firstSector) ?? (firstSector < FIRST_MARK ? [firstSector] : []);
    this.#known.set(firstSector, chain);
    while (chain.length > 0 && chain.length < count) {
      const next = await this.#next(chain.at(-1)!);
      if (next >= FIRST_MARK) break;
      // More sectors than the file has room for is a circle.
      if (chain.length >= this.#most()) throw new Unreadable('malformed');
      if (chain.length >= MAX_CHAIN_SECTORS) throw new Unreadable('unchecked');
      chain.push(next);
    }
    return chain;
  }

  #most(): number {
    return Math.floor(this.#file.sizeBytes / this.#sectorOctets);
  }

  async #next(sector: number): Promise<number> {
    const perSector = this.#sectorOctets / 4;
    const table = await this.#sector(await this.#tableSector(Math.floor(sector / perSector)));
    return u32(table, (sector % perSector) * 4);
  }

  /** The first sectors of the table stand in the header, the others in a chain of lists ([MS-CFB] §2.5). */
  async #tableSector(index: number): Promise<number> {
    if (index < TABLE_SECTORS_IN_HEADER) return u32(this.#header, 76 + index * 4);
    const perList = this.#sectorOctets / 4 - 1;
    const beyond = index - TABLE_SECTORS_IN_HEADER;
    const wanted = Math.floor(beyond / perList);
    if (wanted > this.#most()) throw new Unreadable('malformed');
    while (this.#lists.length <= wanted) {
      const last = this.#lists.at(-1);
      this.#lists.push(last === undefined ? u32(this.#header, 68) : u32(await this.#sector(last), perList * 4));
    }
    return u32(await this.#sector(this.#lists[wanted]!), (beyond % perList) * 4);
  }

  /** The last sector of a file may be cut: some programs do not fill it up. */
  async #sector(sector: number): Promise<Uint8Array> {
    const start = (sector + 1) * this.#sectorOctets;
    if (sector >= FIRST_MARK || start >= this.#file.sizeBytes) throw new Unreadable('malformed');
    const octets = await this.#file.range(start, Math.min(start + this.#sectorOctets, this.#file.sizeBytes));
    if (octets.length === this.#sectorOctets) return octets;
    const filled = new Uint8Array(this.#sectorOctets);
    filled.set(octets);
    return filled;
  }
}
