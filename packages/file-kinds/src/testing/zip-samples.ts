import { configure, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter, type ZipWriterAddDataOptions } from '@zip.js/zip.js';
import { utf8 } from './octets.ts';

configure({ useWebWorkers: false });

export type Members = Readonly<Record<string, string | Uint8Array>>;

/** A real archive. */
export async function zipOf(members: Members, options: ZipWriterAddDataOptions = {}): Promise<Uint8Array> {
  const archive = new ZipWriter(new Uint8ArrayWriter());
  for (const [name, content] of Object.entries(members)) {
    const octets = typeof content === 'string' ? utf8(content) : content;
    // An OpenDocument's type is stored as it is.
    const level = name === 'mimetype' ? 0 : 6;
    await archive.add(name, new Uint8ArrayReader(octets), { level, ...options });
  }
  return new Uint8Array(await archive.close());
}

const MAIN_TYPES = {
  docx: ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'],
  xlsx: ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml'],
  pptx: ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'],
} as const;

/** The parts that every Office file has. @param override further lines of the list of types */
export function officeMembers(format: keyof typeof MAIN_TYPES, override = ''): Members {
  const [part, type] = MAIN_TYPES[format];
  const types = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/${part}" ContentType="${type}"/>${override}</Types>`;
  return { '[Content_Types].xml': types, '_rels/.rels': '<Relationships/>', [part]: '<x/>' };
}

export function openDocumentMembers(type: string, manifest = ''): Members {
  return {
    mimetype: `application/vnd.oasis.opendocument.${type}`,
    'content.xml': '<x/>',
    'META-INF/manifest.xml': `<manifest:manifest>${manifest}</manifest:manifest>`,
  };
}

export interface RawEntry {
  readonly name: string;
  readonly flags?: number;
  readonly extra?: Uint8Array;
  readonly packedOctets?: number;
  readonly octets?: number;
  readonly localHeaderAt?: number;
}

/** Only a directory, made by hand: what no writer would write. @param told what the end record says otherwise */
export function rawZip(entries: readonly RawEntry[], told: { count?: number; comment?: Uint8Array } = {}): Uint8Array {
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(26)]);
  const directory = Buffer.concat(entries.map(directoryEntry));
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(told.count ?? entries.length, 8);
  end.writeUInt16LE(told.count ?? entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  end.writeUInt16LE(told.comment?.length ?? 0, 20);
  return new Uint8Array(Buffer.concat([local, directory, end, told.comment ?? Buffer.alloc(0)]));
}

function directoryEntry({ name, flags = 0x0800, extra = new Uint8Array(), ...numbers }: RawEntry) {
  const { packedOctets = 0, octets = 0, localHeaderAt = 0 } = numbers;
  const header = Buffer.alloc(46);
  const nameOctets = Buffer.from(name);
  header.write('PK\x01\x02', 'latin1');
  header.writeUInt16LE(flags, 8);
  header.writeUInt32LE(packedOctets, 20);
  header.writeUInt32LE(octets, 24);
  header.writeUInt16LE(nameOctets.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(localHeaderAt, 42);
  return Buffer.concat([header, nameOctets, extra]);
}

/** An extra field (APPNOTE 4.5.1). */
export function extraField(id: number, content: Uint8Array): Uint8Array {
  const header = Buffer.alloc(4);
  header.writeUInt16LE(id, 0);
  header.writeUInt16LE(content.length, 2);
  return Buffer.concat([header, content]);
}
