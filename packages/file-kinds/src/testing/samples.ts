import type { Format } from '../formats.ts';
import { joined, octetsOf, utf8 } from './octets.ts';
import { oleOf, wordDocument, workbook } from './ole-samples.ts';
import { PLAIN_PDF } from './pdf-samples.ts';
import { officeMembers, openDocumentMembers, zipOf } from './zip-samples.ts';

const FILLING = Uint8Array.from({ length: 400 }, (_, n) => (n * 37) % 251);
const magic = (text: string): Uint8Array => joined(text, FILLING);
const ftyp = (...brands: readonly string[]): Uint8Array => {
  const [major, ...compatible] = brands;
  const length = String.fromCharCode(16 + compatible.length * 4);
  return joined(`\0\0\0${length}ftyp${major}\0\0\x02\0${compatible.join('')}`, '\0\0\0\x08mdat', FILLING);
};

export const MAIL = utf8(
  'Return-Path: <a@example.org>\r\nReceived: from mail.example.org\r\n\tby mx.example.net; Mon, 2 Nov 2026 10:00:00 +0100\r\nFrom: Änne <a@example.org>\r\nTo: b@example.net\r\nSubject: Antrag\r\nDate: Mon, 2 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n\r\nGuten Tag\r\n',
);

/** One sound file of each format that is told apart, with the name that it would have. */
export async function samples(): Promise<(readonly [name: string, format: Format, octets: Uint8Array])[]> {
  return [
    ['a.pdf', 'pdf', PLAIN_PDF],
    ['a.jpg', 'jpeg', magic('\xff\xd8\xff\xe0\0\x10JFIF\0')],
    ['a.png', 'png', magic('\x89PNG\r\n\x1a\n\0\0\0\rIHDR')],
    ['a.webp', 'webp', magic('RIFF\x10\x02\0\0WEBPVP8 ')],
    ['a.gif', 'gif', magic('GIF89a\x01\0\x01\0')],
    ['a.tif', 'tiff', magic('II*\0\x08\0\0\0')],
    ['b.tiff', 'tiff', magic('MM\0*\0\0\0\x08')],
    ['a.bmp', 'bmp', magic('BM\x46\x01\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0')],
    ['a.heic', 'heic', ftyp('heic', 'mif1', 'heic')],
    ['b.heic', 'heic', ftyp('mif1', 'heic', 'miaf')],
    ['a.heif', 'heif', ftyp('mif1', 'miaf')],
    ['a.avif', 'avif', ftyp('avif', 'mif1', 'miaf')],
    ['a.txt', 'plain', utf8('Sehr geehrte Damen und Herren,\r\n\r\nanbei der Antrag für Köln.\r\n')],
    ['b.txt', 'plain', octetsOf('Gr\xfc\xdfe aus K\xf6ln\r\n')],
    ['c.txt', 'plain', octetsOf('\xff\xfeG\0r\0\xfc\0\xdf\0')],
    ['d.txt', 'plain', octetsOf('\xfe\xff\0G\0r\0\xfc')],
    ['a.json', 'plain', utf8('{"name": "Antrag"}')],
    ['a.csv', 'csv', utf8('Name;Ort\r\nMüller;Köln\r\n"Meier; Sohn";Bonn\r\n')],
    ['a.xml', 'xml', utf8('<?xml version="1.0"?>\n<Invoice xmlns="urn:x"><ID>1</ID></Invoice>')],
    ['a.docx', 'docx', await zipOf(officeMembers('docx'))],
    ['a.xlsx', 'xlsx', await zipOf(officeMembers('xlsx'))],
    ['a.pptx', 'pptx', await zipOf(officeMembers('pptx'))],
    ['a.odt', 'odt', await zipOf(openDocumentMembers('text'))],
    ['a.ott', 'odt', await zipOf(openDocumentMembers('text-template'))],
    ['a.ods', 'ods', await zipOf(openDocumentMembers('spreadsheet'))],
    ['a.odp', 'odp', await zipOf(openDocumentMembers('presentation'))],
    ['a.odg', 'odg', await zipOf(openDocumentMembers('graphics'))],
    ['a.doc', 'doc', oleOf({ WordDocument: wordDocument() })],
    ['a.xls', 'xls', oleOf({ Workbook: workbook(0) })],
    ['a.ppt', 'ppt', oleOf({ 'PowerPoint Document': new Uint8Array(6_000) })],
    ['a.rtf', 'rtf', utf8('{\\rtf1\\ansi Guten Tag}')],
    ['a.mp3', 'mp3', magic('ID3\x04\0\0\0\0\0\x0a')],
    ['b.mp3', 'mp3', magic('\xff\xfb\x90\x64')],
    ['a.wav', 'wav', magic('RIFF\x24\x02\0\0WAVEfmt ')],
    ['b.wav', 'wav', magic('RF64\xff\xff\xff\xffWAVEds64')],
    ['a.flac', 'flac', magic('fLaC\0\0\0\x22')],
    ['a.ogg', 'ogg', magic('OggS\0\x02')],
    ['a.m4a', 'm4a', ftyp('M4A ', 'isom')],
    ['a.aac', 'aac', magic('\xff\xf1\x50\x80\x02\x1f\xfc')],
    ['a.amr', 'amr', magic('#!AMR\n')],
    ['a.aiff', 'aiff', magic('FORM\0\0\x02\0AIFFCOMM')],
    ['a.mid', 'midi', magic('MThd\0\0\0\x06\0\x01')],
    ['a.mp4', 'mp4', ftyp('isom', 'avc1')],
    ['a.mov', 'mov', ftyp('qt  ')],
    ['a.3gp', '3gp', ftyp('3gp5', 'isom')],
    ['a.webm', 'webm', magic('\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm')],
    ['a.mkv', 'mkv', magic('\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska')],
    ['a.avi', 'avi', magic('RIFF\x24\x02\0\0AVI LIST')],
    ['a.mpg', 'mpeg', magic('\0\0\x01\xba\x44')],
    ['a.wmv', 'asf', magic('\x30\x26\xb2\x75\x8e\x66\xcf\x11\xa6\xd9')],
    ['a.zip', 'zip', await zipOf({ 'Antrag.pdf': PLAIN_PDF, 'Fotos/1.jpg': 'x' })],
    ['a.eml', 'eml', MAIL],
    ['a.msg', 'msg', oleOf({ '__properties_version1.0': new Uint8Array(64), __substg1_0: new Uint8Array(8) })],
    ['a.epub', 'epub', await zipOf({ mimetype: 'application/epub+zip', 'META-INF/container.xml': '<x/>' })],
    ['a.html', 'html', utf8('<!doctype html><title>x</title><p>Guten Tag')],
    ['a.svg', 'svg', utf8('<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>')],
    ['a.dat', 'unknown', Uint8Array.from({ length: 300 }, (_, n) => n % 256)],
  ];
}

/** Archives that are known but not opened. */
export const CLOSED_ARCHIVES: readonly (readonly [name: string, format: Format, octets: Uint8Array])[] = [
  ['a.7z', 'sevenzip', magic("7z\xbc\xaf'\x1c\0\x04")],
  ['a.rar', 'rar', magic('Rar!\x1a\x07\x01\0')],
  ['b.rar', 'rar', magic('Rar!\x1a\x07\0')],
  ['a.gz', 'gzip', magic('\x1f\x8b\x08\0')],
  ['a.bz2', 'bzip2', magic('BZh91AY&SY')],
  ['a.xz', 'xz', magic('\xfd7zXZ\0')],
  ['a.zst', 'zstd', magic('\x28\xb5\x2f\xfd')],
  ['a.tar', 'tar', joined('a.txt', new Uint8Array(252), 'ustar\x0000', FILLING)],
  ['a.cab', 'cab', magic('MSCF\0\0\0\0')],
];
