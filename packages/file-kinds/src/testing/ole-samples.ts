import CFB from 'cfb';
import { joined, octetsOf } from './octets.ts';

/** A real compound file with these streams, by their paths. @param classId 32 hex digits of the root */
export function oleOf(streams: Readonly<Record<string, Uint8Array>>, classId = ''): Uint8Array {
  const container = CFB.utils.cfb_new();
  for (const [path, content] of Object.entries(streams)) CFB.utils.cfb_add(container, path, Buffer.from(content));
  CFB.utils.cfb_del(container, '/\u0001Sh33tJ5');
  if (classId !== '') container.FileIndex[0]!.clsid = classId;
  return new Uint8Array(CFB.write(container, { type: 'buffer' }) as Buffer);
}

/** A stream that is not among the small ones. */
export const LARGE = new Uint8Array(5_000);

/** The first octets of a Word document's header, large enough for a stream of its own. */
export function wordDocument(flags = 0): Uint8Array {
  return joined('\xec\xa5\xc1\0', new Uint8Array(6), [flags & 0xff, flags >> 8].map(sign).join(''), LARGE);
}

const sign = (octet: number): string => String.fromCharCode(octet);

/** A record of a workbook ([MS-XLS] §2.1.4). */
export function record(type: number, content: Uint8Array = new Uint8Array()): Uint8Array {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(type, 0);
  header.writeUInt16LE(content.length, 2);
  return Buffer.concat([header, content]);
}

/** A workbook's list of sheets. @param sheetType 0 for a worksheet, 1 for Excel 4.0 macros */
export function workbook(sheetType: number, ...before: readonly Uint8Array[]): Uint8Array {
  const sheet = joined('\0\0\0\0\0', sign(sheetType), '\x01\0A');
  const begin = record(0x0809, octetsOf('\0\x06\x05\0\0\0\0\0\0\0\0\0\0\0\0\0'));
  return joined(begin, ...before, record(0x0085, sheet), record(0x000a), LARGE);
}
