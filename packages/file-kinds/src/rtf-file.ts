import type { Danger } from './dangers.ts';
import type { Format } from './formats.ts';
import { latin1 } from './octets.ts';
import type { PagedFile } from './paged-file.ts';

const SCANNED_OCTETS = 6 * 2 ** 20;

/** An object of another program, or the word for one that updates itself when the text is opened (RTF 1.9.1). */
const OBJECT = /\\obj(?:data|ect|update|emb|ocx|autlink|html)/;

/** Rich text holds no macros, but objects, by which it has brought more malware than any macro. */
export async function readRtf(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  if (OBJECT.test(latin1(await file.head(SCANNED_OCTETS)))) dangers.add('embedded_object');
  if (file.sizeBytes > SCANNED_OCTETS) dangers.add('unchecked');
  return 'rtf';
}
