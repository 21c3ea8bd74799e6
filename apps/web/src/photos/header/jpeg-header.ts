import { readOrientation } from './exif-orientation.ts';
import { octetsAt, readsAt } from './octets-at.ts';
import { type HeaderReading, headerOf, type Orientation } from './picture-header.ts';

/** One marker of a JPEG (ITU-T T.81 §B.1.1) and where its parameters lie; both ends are offsets in octets. */
export interface Segment {
  readonly marker: number;
  /** Of the octet 0xFF before the marker. */
  readonly start: number;
  /** Of what follows the length. */
  readonly content: number;
  readonly end: number;
}

export const SOS = 0xda;
const EOI = 0xd9;

/**
 * The segment at an offset; those without parameters have no content.
 * @returns undefined if the octets end before it does
 */
export function segmentAt(octets: Uint8Array, start: number): Segment | 'damaged' | undefined {
  let at = start;
  if (at < octets.length && octets[at] !== 0xff) return 'damaged';
  // Any number of 0xFF may stand before a marker.
  while (octets[at] === 0xff) at += 1;
  const marker = octets[at];
  if (marker === undefined) return undefined;
  const content = at + 3;
  if (isAlone(marker)) return { marker, start, content: at + 1, end: at + 1 };
  const length = octetsAt(octets, at + 1, 2)?.getUint16(0);
  if (length === undefined) return undefined;
  return length < 2 ? 'damaged' : { marker, start, content, end: at + 1 + length };
}

/** TEM, RST0 to RST7, SOI, EOI. */
const isAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= EOI);

/** SOF0 to SOF15, without DHT, JPG and DAC, which lie between them (ITU-T T.81 table B.1). */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const EXIF = 'Exif\0\0';

/** The size of the first frame, whether its lines come in one go or progressively, and what EXIF says before it. */
export function readJpeg(octets: Uint8Array): HeaderReading {
  let orientation: Orientation = 1;
  for (let at = 2; ; ) {
    const segment = segmentAt(octets, at);
    if (segment === undefined) return 'incomplete';
    if (segment === 'damaged' || segment.marker === SOS || segment.marker === EOI) return 'damaged';
    if (isFrame(segment.marker)) return readFrame(octets, segment, orientation);
    if (segment.marker === 0xe1 && readsAt(octets, segment.content, EXIF)) {
      orientation = readOrientation(octets.subarray(segment.content + EXIF.length, segment.end));
    }
    at = segment.end;
  }
}

function readFrame(octets: Uint8Array, { content }: Segment, orientation: Orientation): HeaderReading {
  const view = octetsAt(octets, content + 1, 4);
  if (!view) return 'incomplete';
  const header = headerOf('jpeg', view.getUint16(2), view.getUint16(0));
  return header === 'damaged' ? header : { ...header, orientation };
}

/**
 * Whether a JPEG goes on to its end. In scans 0xFF is always followed by something else (T.81 §B.1.1.5), so that
 * what has lost its end has no end marker behind the frame's header.
 */
export function isWholeJpeg(octets: Uint8Array): boolean {
  for (let at = 2; ; ) {
    const segment = segmentAt(octets, at);
    if (segment === undefined || segment === 'damaged') return false;
    if (segment.marker === SOS) return hasEnd(octets, segment.end);
    at = segment.end;
  }
}

function hasEnd(octets: Uint8Array, from: number): boolean {
  for (let at = octets.indexOf(0xff, from); at !== -1; at = octets.indexOf(0xff, at + 1)) {
    if (octets[at + 1] === EOI) return true;
  }
  return false;
}
