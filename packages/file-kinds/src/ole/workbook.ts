import type { Danger } from '../dangers.ts';
import { u16 } from '../octets.ts';
import type { CompoundFile } from './compound-file.ts';
import type { OleEntry } from './directory.ts';

/** Fonts and formats stand before the list of sheets: tens of kilobytes. */
const MAX_GLOBALS_OCTETS = 512 * 1024;
// [MS-XLS] §2.3: FilePass, BoundSheet8, SST and EOF.
const FILE_PASS = 0x002f;
const BOUND_SHEET = 0x0085;
const SHARED_STRINGS = 0x00fc;
const END = 0x000a;
/** The sheet's type in the sixth octet ([MS-XLS] §2.4.28). */
const MACRO_SHEET = 1;
const VBA_SHEET = 6;

/** Whether a workbook is under a password, or has sheets of Excel 4.0 macros. What is encrypted hides its sheets. */
export async function readWorkbook(ole: CompoundFile, stream: OleEntry, dangers: Set<Danger>): Promise<void> {
  const globals = await ole.readStream(stream, MAX_GLOBALS_OCTETS);
  for (let at = 0; at + 4 <= globals.length; at += 4 + u16(globals, at + 2)) {
    const record = u16(globals, at);
    if (record === FILE_PASS) dangers.add('encrypted_office');
    if (record === BOUND_SHEET && [MACRO_SHEET, VBA_SHEET].includes(globals[at + 9] ?? 0)) dangers.add('macro');
    if (record === SHARED_STRINGS || record === END) return;
  }
  dangers.add(stream.sizeBytes > MAX_GLOBALS_OCTETS ? 'unchecked' : 'malformed');
}
