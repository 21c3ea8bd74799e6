import type { Danger } from '../dangers.ts';
import { u16 } from '../octets.ts';
import type { CompoundFile } from './compound-file.ts';
import type { OleEntry } from './directory.ts';

const HEADER_OCTETS = 32;
/** `fEncrypted` and `fObfuscated` ([MS-DOC] §2.5.2). */
const ENCRYPTED = 0x0100;

/** Whether a Word document is under a password. */
export async function readWordHeader(ole: CompoundFile, stream: OleEntry, dangers: Set<Danger>): Promise<void> {
  const header = await ole.readStream(stream, HEADER_OCTETS);
  if ((u16(header, 10) & ENCRYPTED) !== 0) dangers.add('encrypted_office');
}
