import type { Danger } from '../dangers.ts';
import { isRunnableName } from '../names.ts';
import { latin1 } from '../octets.ts';
import type { CompoundFile } from './compound-file.ts';

/** The name of a file in a mail: long, short, extension alone; in Unicode or not ([MS-OXCMSG] §2.2.2.1). */
const NAME_PROPERTY = /^__substg1\.0_37(03|04|07)00(1f|1e)$/i;
/** An object of the packager: a label, the file's path when it was put in, and the file. */
const isPackage = (stream: string): boolean => stream.toLowerCase() === '\u0001ole10native';
const MAX_NAME_OCTETS = 1_024;
const MAX_LOOKED_AT = 1_000;

/** Notes whether something is attached to a mail or put into a document that is named like a program or script. */
export async function noteAttachedFiles(ole: CompoundFile, dangers: Set<Danger>): Promise<void> {
  const named = ole.entries.filter(
    ({ name, type }) => type === 'stream' && (NAME_PROPERTY.test(name) || isPackage(name)),
  );
  for (const entry of named.slice(0, MAX_LOOKED_AT)) {
    const octets = await ole.readStream(entry, MAX_NAME_OCTETS);
    const names = isPackage(entry.name) ? namesInPackage(octets) : [nameInProperty(octets, entry.name)];
    if (names.some(isRunnableName)) dangers.add('embedded_executable');
  }
  if (named.length > MAX_LOOKED_AT) dangers.add('unchecked');
}

function nameInProperty(octets: Uint8Array, property: string): string {
  const text = /1f$/i.test(property) ? new TextDecoder('utf-16le').decode(octets) : latin1(octets);
  return text.replaceAll('\0', '');
}

/** A length of four octets and a mark of two; then texts that each end with zero. */
function namesInPackage(octets: Uint8Array): string[] {
  return latin1(octets.subarray(6)).split('\0', 2);
}
