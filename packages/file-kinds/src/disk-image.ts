import { startsWith } from './octets.ts';
import type { PagedFile } from './paged-file.ts';

/** ECMA-119 §6.2.1 and ECMA-167 2/8: 32 KiB that may hold anything, then the first descriptor. */
const DESCRIPTOR_AT = 32_769;
const DESCRIPTORS = ['CD001', 'BEA01', 'NSR02', 'NSR03'];
const FOOTER_OCTETS = 512;
/** Virtual disks of Windows and images of macOS, which are known by their last 512 octets. */
const FOOTERS = ['conectix', 'koly\0\0\0\x04'];

/** Whether a system could mount the file, whatever else it begins as. */
export async function isDiskImage(file: PagedFile): Promise<boolean> {
  const head = await file.head(DESCRIPTOR_AT + 5);
  if (DESCRIPTORS.some((descriptor) => startsWith(head, descriptor, DESCRIPTOR_AT))) return true;
  const footer = file.sizeBytes >= FOOTER_OCTETS ? await file.tail(FOOTER_OCTETS) : new Uint8Array();
  return FOOTERS.some((magic) => startsWith(footer, magic));
}
