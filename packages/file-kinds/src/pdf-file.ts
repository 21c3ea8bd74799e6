import type { Danger } from './dangers.ts';
import type { Format } from './formats.ts';
import { latin1 } from './octets.ts';
import type { PagedFile } from './paged-file.ts';

/** Of the beginning and of the end so much is searched; most PDFs are searched whole. */
const SCANNED_OCTETS = 3 * 2 ** 20;
/** ISO 32000-2 §7.5.5 has the last lines at the end; programs forgive so much after them. */
const END_OCTETS = 65_536;
/** A dictionary of a cross-reference stream, which stands before the stream. */
const DICTIONARY_OCTETS = 65_536;

/**
 * Encryption is told by the trailers, which are never compressed (ISO 32000-2 §7.5.8, §7.6.1). Actions are told as far
 * as they stand openly: most of today's PDFs keep their objects in compressed streams, which are not unpacked here, and
 * of large files the middle is not read. So `active_pdf` is a yes, and its absence is not a no.
 */
export async function readPdf(file: PagedFile, dangers: Set<Danger>): Promise<Format> {
  const head = plainNames(await file.head(SCANNED_OCTETS));
  const isWhole = file.sizeBytes <= SCANNED_OCTETS;
  const tail = isWhole ? head : plainNames(await file.tail(SCANNED_OCTETS));
  const last = await lastTrailer(file);
  const all = [head, tail, last ?? ''];
  if (all.some((text) => ENCRYPTED.test(text))) dangers.add('encrypted_pdf');
  if (all.some((text) => JAVASCRIPT.test(text))) dangers.add('active_pdf');
  if (all.some((text) => LAUNCH.test(text))) dangers.add('launching_pdf');
  // Without one nobody can tell whether it is encrypted, and each program makes something else of it.
  if (last === undefined && !all.some((text) => TRAILER.test(text))) dangers.add('malformed');
  return 'pdf';
}

const ENCRYPTED = /\/Encrypt\s{0,64}(?:\d{1,10}\s{1,64}\d{1,5}\s{1,64}R|<<)/;
const JAVASCRIPT = /\/JavaScript(?=[\s/<>[\]()])/;
const LAUNCH = /\/Launch(?=[\s/<>[\]()])/;
const TRAILER = /\btrailer\s{0,64}<<|\/Type\s{0,64}\/XRef\b/;

/** ISO 32000-2 §7.3.5: any character of a name may be written by its number, which would hide it from a search. */
function plainNames(octets: Uint8Array): string {
  const plain = new Uint8Array(octets.length);
  let length = 0;
  for (let at = 0; at < octets.length; at += 1) {
    const value = octets[at] === NUMBER_SIGN ? hexAt(octets, at + 1) : -1;
    plain[length] = value < 0 ? octets[at]! : value;
    length += 1;
    if (value >= 0) at += 2;
  }
  return latin1(plain.subarray(0, length));
}

const NUMBER_SIGN = 0x23;

/** What two hexadecimal digits say, or -1. */
function hexAt(octets: Uint8Array, at: number): number {
  const [high, low] = [digit(octets[at]), digit(octets[at + 1])];
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function digit(octet = 0): number {
  if (octet >= 0x30 && octet <= 0x39) return octet - 0x30;
  const small = octet | 0x20;
  return small >= 0x61 && small <= 0x66 ? small - 0x61 + 10 : -1;
}

/** What the last `startxref` leads to: a table or a stream of references, wherever it lies; undefined if to neither. */
async function lastTrailer(file: PagedFile): Promise<string | undefined> {
  const end = latin1(await file.tail(END_OCTETS));
  const start = /^startxref\s{1,16}(\d{1,12})\s/.exec(end.slice(Math.max(0, end.lastIndexOf('startxref'))))?.[1];
  const at = Number(start);
  if (start === undefined || at >= file.sizeBytes) return undefined;
  const text = latin1(await file.range(at, Math.min(at + DICTIONARY_OCTETS, file.sizeBytes)));
  if (!/^\s{0,64}(xref\b|\d{1,10}\s{1,16}\d{1,5}\s{1,16}obj\b)/.test(text)) return undefined;
  return plainNames(await file.range(at, Math.min(at + DICTIONARY_OCTETS, file.sizeBytes)));
}
