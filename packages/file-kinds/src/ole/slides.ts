import type { Danger } from '../dangers.ts';
import { latin1 } from '../octets.ts';
import type { CompoundFile } from './compound-file.ts';
import type { OleEntry } from './directory.ts';

const MAX_SCANNED_OCTETS = 6 * 2 ** 20;
/** [MS-PPT] §2.4.10, §2.4.11: the container that says where VBA lies, with the atom in it. */
const VBA_INFO = '\x1f\0\xff\x03\x14\0\0\0\x02\0\0\x04\x0c\0\0\0';

/** PowerPoint keeps its macros within the stream of slides, packed; but that it has some stands there openly. */
export async function readSlides(ole: CompoundFile, stream: OleEntry, dangers: Set<Danger>): Promise<void> {
  const slides = latin1(await ole.readStream(stream, MAX_SCANNED_OCTETS));
  if (slides.includes(VBA_INFO)) dangers.add('macro');
  if (stream.sizeBytes > MAX_SCANNED_OCTETS) dangers.add('unchecked');
}
