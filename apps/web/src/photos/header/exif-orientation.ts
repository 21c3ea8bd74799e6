import { octetsAt, readsAt } from './octets-at.ts';
import type { Orientation } from './picture-header.ts';

const ORIENTATION_TAG = 0x0112;
const SHORT = 3;
const ENTRY_OCTETS = 12;

/**
 * The orientation in a TIFF structure (TIFF 6.0 §2), as EXIF has it: of its first directory alone.
 * @returns 1, upright, for whatever is missing or wrong there: browsers do the same
 */
export function readOrientation(tiff: Uint8Array): Orientation {
  const isLittle = readsAt(tiff, 0, 'II*\0');
  if (!isLittle && !readsAt(tiff, 0, 'MM\0*')) return 1;
  const directory = octetsAt(tiff, 4, 4)?.getUint32(0, isLittle);
  if (directory === undefined) return 1;
  const count = octetsAt(tiff, directory, 2)?.getUint16(0, isLittle) ?? 0;
  for (let n = 0; n < count; n += 1) {
    const entry = octetsAt(tiff, directory + 2 + n * ENTRY_OCTETS, ENTRY_OCTETS);
    if (!entry) return 1;
    if (entry.getUint16(0, isLittle) !== ORIENTATION_TAG) continue;
    const value = entry.getUint16(2, isLittle) === SHORT ? entry.getUint16(8, isLittle) : 1;
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
