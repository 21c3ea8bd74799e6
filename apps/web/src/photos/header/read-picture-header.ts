import { readHeif } from './heif-header.ts';
import { readJpeg } from './jpeg-header.ts';
import { octetsAt, readsAt } from './octets-at.ts';
import { type HeaderReading, headerOf } from './picture-header.ts';
import { readWebp } from './webp-header.ts';

/** Reads format and size from the first octets of a file, without decoding anything. */
export function readPictureHeader(octets: Uint8Array): HeaderReading {
  if (readsAt(octets, 0, '\xff\xd8')) return readJpeg(octets);
  if (readsAt(octets, 0, '\x89PNG\r\n\x1a\n')) return readPng(octets);
  if (readsAt(octets, 0, 'GIF87a') || readsAt(octets, 0, 'GIF89a')) return readGif(octets);
  if (readsAt(octets, 0, 'RIFF') && readsAt(octets, 8, 'WEBP')) return readWebp(octets);
  if (readsAt(octets, 4, 'ftyp')) return readHeif(octets);
  return 'foreign';
}

/** PNG (W3C) §11.2.1: IHDR is the first chunk, and 13 octets long. */
function readPng(octets: Uint8Array): HeaderReading {
  const view = octetsAt(octets, 8, 16);
  if (!view) return 'incomplete';
  if (view.getUint32(0) !== 13 || !readsAt(octets, 12, 'IHDR')) return 'damaged';
  return headerOf('png', view.getUint32(8), view.getUint32(12));
}

/** GIF89a §18: the logical screen. */
function readGif(octets: Uint8Array): HeaderReading {
  const view = octetsAt(octets, 6, 4);
  return view ? headerOf('gif', view.getUint16(0, true), view.getUint16(2, true)) : 'incomplete';
}
