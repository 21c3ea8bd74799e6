import { type BaseMediaFormat, baseMediaFormat } from './base-media.ts';
import type { Format } from './formats.ts';
import { startsWith, u16, u32 } from './octets.ts';

/** What the first octets say; the containers among them are looked into by readers of their own. */
export type Signed = Format | BaseMediaFormat;

/** Octets at the beginning, as characters up to `\xff`. */
type Row = readonly [format: Format, magic: string, isSo?: (head: Uint8Array) => boolean];

/** Programs and what systems treat like them come first: nothing else that the octets may be outweighs it. */
const ROWS: readonly Row[] = [
  ['program', '\x7fELF'],
  // Mach-O of either width and order, and universal binaries, which share their magic with Java classes.
  ['program', '\xfe\xed\xfa\xce'],
  ['program', '\xfe\xed\xfa\xcf'],
  ['program', '\xce\xfa\xed\xfe'],
  ['program', '\xcf\xfa\xed\xfe'],
  ['program', '\xca\xfe\xba\xbe'],
  ['program', 'dex\n'],
  ['program', '\0asm'],
  // [MS-SHLLINK] §2.1: the header's size and the first octets of its class.
  ['program', 'L\0\0\0\x01\x14\x02\0'],
  // [MS-ONESTORE] §2.3.1: a OneNote section, from which attached programs start with a double click.
  ['program', '\xe4\x52\x5c\x7b\x8c\xd8\xa7\x4d\xae\xb1\x53\x78\xd0\x29\x96\xd3'],
  ['program', 'ITSF\x03\0\0\0'],
  ['program', 'Cr24'],
  ['program', '!<arch>\ndebian'],
  ['program', '\xed\xab\xee\xdb'],
  ['program', 'FWS', isFlash],
  ['program', 'CWS', isFlash],
  ['program', 'ZWS', isFlash],
  ['disk_image', 'vhdxfile'],
  ['disk_image', 'conectix'],
  ['disk_image', 'KDMV'],
  ['disk_image', 'MSWIM\0\0\0'],

  ['jpeg', '\xff\xd8\xff'],
  ['png', '\x89PNG\r\n\x1a\n'],
  ['gif', 'GIF87a'],
  ['gif', 'GIF89a'],
  ['webp', 'RIFF', (head) => startsWith(head, 'WEBP', 8)],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0\x08\0\0\0'],
  ['tiff', 'MM\0+\0\x08\0\0'],
  ['bmp', 'BM', isBitmap],

  // A PDF may begin later, says its standard; what does is taken for what it begins with.
  ['pdf', '%PDF-'],
  ['pdf', '\xef\xbb\xbf%PDF-'],
  ['rtf', '{\\rtf'],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['compound_file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['sevenzip', "7z\xbc\xaf'\x1c"],
  ['rar', 'Rar!\x1a\x07'],
  ['gzip', '\x1f\x8b\x08'],
  ['bzip2', 'BZh', (head) => startsWith(head, '1AY&SY', 4) || startsWith(head, '\x17rE8P\x90', 4)],
  ['xz', '\xfd7zXZ\0'],
  ['zstd', '\x28\xb5\x2f\xfd'],
  ['cab', 'MSCF\0\0\0\0'],
  ['tar', '', (head) => startsWith(head, 'ustar', 257)],

  ['mp3', 'ID3', (head) => head.length > 10 && head[3]! < 0xff],
  ['mp3', '\xff', isMpegAudioFrame],
  ['aac', '\xff', isAdtsFrame],
  ...['RIFF', 'RIFX', 'RF64'].map((magic): Row => ['wav', magic, (head) => startsWith(head, 'WAVE', 8)]),
  ['flac', 'fLaC'],
  ['ogg', 'OggS\0'],
  ['amr', '#!AMR'],
  ['aiff', 'FORM', (head) => startsWith(head, 'AIF', 8)],
  ['midi', 'MThd\0\0\0\x06'],
  ['avi', 'RIFF', (head) => startsWith(head, 'AVI ', 8)],
  ['webm', '\x1a\x45\xdf\xa3', (head) => documentType(head) === 'webm'],
  ['mkv', '\x1a\x45\xdf\xa3', (head) => documentType(head) === 'matroska'],
  ['mpeg', '\0\0\x01\xba'],
  ['mpeg', '\0\0\x01\xb3'],
  ['asf', '\x30\x26\xb2\x75\x8e\x66\xcf\x11'],
];

/** @returns undefined where the first octets say nothing: text, which has none, and the unknown */
export function signedFormat(head: Uint8Array): Signed | undefined {
  const row = ROWS.find(([, magic, isSo]) => startsWith(head, magic) && (isSo?.(head) ?? true));
  return row?.[0] ?? baseMediaFormat(head);
}

/** The compressor's versions; text that begins like this has a letter there. */
function isFlash(head: Uint8Array): boolean {
  return head.length > 8 && head[3]! > 0 && head[3]! < 0x40 && (head[3]! < 0x20 || head[7]! === 0);
}

/** BITMAPFILEHEADER: reserved zeros, then the size of one of the known headers. */
function isBitmap(head: Uint8Array): boolean {
  return head.length >= 18 && u32(head, 6) === 0 && [12, 40, 52, 56, 64, 108, 124].includes(u32(head, 14));
}

/** ISO/IEC 11172-3 §2.4.1.3: synchronised, layer III, no forbidden rate. The mark of UTF-16 is none. */
function isMpegAudioFrame(head: Uint8Array): boolean {
  if (head.length < 4 || (head[1]! & 0xe6) !== 0xe2 || (head[1]! & 0x18) === 0x08) return false;
  const bitrate = head[2]! >> 4;
  return bitrate !== 0 && bitrate !== 15 && (head[2]! & 0x0c) !== 0x0c;
}

/** ISO/IEC 13818-7 §6.2: ADTS, layer 0, a sampling frequency that exists. */
function isAdtsFrame(head: Uint8Array): boolean {
  return head.length >= 7 && (head[1]! & 0xf6) === 0xf0 && ((head[2]! >> 2) & 0x0f) < 13;
}

/** RFC 8794 §11.2.4: the element DocType stands in the header, which is short. */
function documentType(head: Uint8Array): string {
  for (let at = 4; at < Math.min(head.length - 3, 256); at += 1) {
    if (u16(head, at) !== 0x8242) continue;
    const length = head[at + 2]! & 0x7f;
    return String.fromCharCode(...head.subarray(at + 3, at + 3 + length)).replace(/\0+$/, '');
  }
  return '';
}
