import { SOS, segmentAt } from './header/jpeg-header.ts';

/** APP0 (JFIF) and APP14 (Adobe) say how colours are to be read; no other application segment is needed. */
const KEPT: ReadonlySet<number> = new Set([0xe0, 0xee]);
const COMMENT = 0xfe;

/**
 * A JPEG without what says something about place, time or device: of the application segments only those that say how
 * its colours are read, no comments. Browsers write none of it from a canvas but the odd EXIF head (Safari), and this
 * is the one place that does not rely on them. Colour profiles go too: a canvas is sRGB.
 * @throws TypeError if it is no JPEG up to its first scan
 */
export function bareJpeg(octets: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
  const kept = [octets.subarray(0, 2)];
  for (let at = 2; ; ) {
    const segment = segmentAt(octets, at);
    if (segment === undefined || segment === 'damaged') throw new TypeError('This is no JPEG.');
    if (segment.marker === SOS) return [...kept, octets.subarray(at)];
    if (!isAbout(segment.marker)) kept.push(octets.subarray(segment.start, segment.end));
    at = segment.end;
  }
}

/** Whether a segment tells about the picture instead of being part of it. */
const isAbout = (marker: number): boolean =>
  marker === COMMENT || (marker >= 0xe0 && marker <= 0xef && !KEPT.has(marker));
