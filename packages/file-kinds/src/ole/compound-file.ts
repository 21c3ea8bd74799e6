import { startsWith, u16, u32 } from '../octets.ts';
import type { PagedFile } from '../paged-file.ts';
import { Unreadable } from '../unreadable.ts';
import { type OleEntry, readDirectoryEntries } from './directory.ts';
import { SectorChains } from './sector-chains.ts';

export const MAX_OLE_ENTRIES = 20_000;
const HEADER_OCTETS = 512;
const ENTRY_OCTETS = 128;
const MINI_SECTOR_OCTETS = 64;
const MINI_STREAM_BELOW = 4_096;

/** An OLE compound file: storages and streams in a file of sectors ([MS-CFB]). Only what is asked for is read. */
export class CompoundFile {
  /** All entries, whether or not anything leads to them. The first is the root. */
  readonly entries: readonly OleEntry[];
  readonly #chains: SectorChains;
  readonly #miniTable: number;

  private constructor(chains: SectorChains, entries: readonly OleEntry[], miniTable: number) {
    this.#chains = chains;
    this.entries = entries;
    this.#miniTable = miniTable;
  }

  /** Throws `Unreadable`. */
  static async open(file: PagedFile): Promise<CompoundFile> {
    const header = await file.range(0, Math.min(HEADER_OCTETS, file.sizeBytes));
    const chains = new SectorChains(file, header, sectorOctets(header));
    const directory = await chains.read(u32(header, 48), MAX_OLE_ENTRIES * ENTRY_OCTETS + 1);
    if (directory.length > MAX_OLE_ENTRIES * ENTRY_OCTETS) throw new Unreadable('unchecked');
    return new CompoundFile(chains, readDirectoryEntries(directory, u16(header, 26)), u32(header, 60));
  }

  /** The stream's beginning, at most `maxOctets` of it. Throws `Unreadable`. */
  async readStream(entry: OleEntry, maxOctets: number): Promise<Uint8Array> {
    const wanted = Math.min(entry.sizeBytes, maxOctets);
    const octets =
      entry.sizeBytes < MINI_STREAM_BELOW && entry !== this.entries[0]
        ? await this.#readMini(entry, wanted)
        : await this.#chains.read(entry.firstSector, wanted);
    if (octets.length < wanted) throw new Unreadable('malformed');
    return octets.subarray(0, wanted);
  }

  /** Small streams lie in sectors of 64 octets within the root's own stream ([MS-CFB] §2.4). */
  async #readMini(entry: OleEntry, wanted: number): Promise<Uint8Array> {
    const root = this.entries[0]!;
    const octets = new Uint8Array(Math.ceil(wanted / MINI_SECTOR_OCTETS) * MINI_SECTOR_OCTETS);
    let sector = entry.firstSector;
    for (let at = 0; at < wanted; at += MINI_SECTOR_OCTETS) {
      if (at > 0) sector = u32(await this.#chains.slice(this.#miniTable, sector * 4, sector * 4 + 4), 0);
      const start = sector * MINI_SECTOR_OCTETS;
      octets.set(await this.#chains.slice(root.firstSector, start, start + MINI_SECTOR_OCTETS), at);
    }
    return octets.subarray(0, wanted);
  }
}

/** [MS-CFB] §2.2: version 3 has sectors of 512 octets, version 4 of 4,096. */
function sectorOctets(header: Uint8Array): number {
  const version = u16(header, 26);
  const isKnown =
    startsWith(header, '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1') &&
    u16(header, 28) === 0xfffe &&
    u16(header, 30) === (version === 3 ? 9 : 12) &&
    (version === 3 || version === 4) &&
    u16(header, 32) === 6 &&
    u32(header, 56) === MINI_STREAM_BELOW;
  if (!isKnown) throw new Unreadable('malformed');
  return version === 3 ? 512 : 4_096;
}
