import { octetsAt, readsAt } from './octets-at.ts';
import type { HeaderReading, PictureFormat, Size } from './picture-header.ts';

/** ISO/IEC 23008-12 §10 and annex B: HEVC pictures and sequences, and the structural brands that say nothing of the codec. */
const HEIF_BRANDS: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
  'mif1',
  'mif2',
  'msf1',
]);
const AVIF_BRANDS: ReadonlySet<string> = new Set(['avif', 'avis']);

/** A file of ISO boxes (ISO/IEC 14496-12 §4.3): HEIC as iPhones write it, or AVIF; films begin the same way. */
export function readHeif(octets: Uint8Array): HeaderReading {
  const boxOctets = octetsAt(octets, 0, 4)?.getUint32(0);
  if (boxOctets === undefined || boxOctets > octets.length) return 'incomplete';
  const format = formatOf(brandsOf(octets.subarray(8, boxOctets)));
  return format ? { format, size: largestSize(octets), orientation: 1 } : 'foreign';
}

/** The major brand, and behind the minor version the compatible ones. */
function brandsOf(box: Uint8Array): string[] {
  const brands: string[] = [];
  for (let at = 0; at + 4 <= box.length; at += 4) {
    if (at !== 4) brands.push(String.fromCharCode(...box.subarray(at, at + 4)));
  }
  return brands;
}

function formatOf(brands: readonly string[]): PictureFormat | undefined {
  if (brands.some((brand) => AVIF_BRANDS.has(brand))) return 'avif';
  return brands.some((brand) => HEIF_BRANDS.has(brand)) ? 'heif' : undefined;
}

/** Octets of a property `ispe` (ISO/IEC 23008-12 §6.5.3), and its beginning. */
const ISPE_OCTETS = 20;
const ISPE = '\0\0\0\x14ispe';

/**
 * The largest extent that a property names: pictures are stored in tiles, and the whole has a property of its own.
 * It is looked for, not read box by box: what it guards against is too large, whatever box says so.
 */
function largestSize(octets: Uint8Array): Size | undefined {
  let largest: Size | undefined;
  for (let at = octets.indexOf(0x14); at !== -1; at = octets.indexOf(0x14, at + 1)) {
    const start = at - 3;
    const view = start >= 0 && readsAt(octets, start, ISPE) ? octetsAt(octets, start, ISPE_OCTETS) : undefined;
    if (!view) continue;
    const [widthPx, heightPx] = [view.getUint32(12), view.getUint32(16)];
    if (!largest || widthPx * heightPx > largest.widthPx * largest.heightPx) largest = { widthPx, heightPx };
  }
  return largest;
}
