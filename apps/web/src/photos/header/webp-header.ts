import { octetsAt, readsAt } from './octets-at.ts';
import { type HeaderReading, headerOf } from './picture-header.ts';

/** The first chunk's head ends here (RFC 9649 §2.3 to §2.7). */
const BODY = 20;

/** WebP, lossy, lossless and extended. */
export function readWebp(octets: Uint8Array): HeaderReading {
  if (octets.length < BODY) return 'incomplete';
  if (readsAt(octets, 12, 'VP8X')) return readExtended(octets);
  if (readsAt(octets, 12, 'VP8L')) return readLossless(octets);
  if (readsAt(octets, 12, 'VP8 ')) return readLossy(octets);
  return 'damaged';
}

/** RFC 9649 §2.7.1: canvas width and height minus one, 24 bits each. */
function readExtended(octets: Uint8Array): HeaderReading {
  const view = octetsAt(octets, BODY + 4, 6);
  if (!view) return 'incomplete';
  const uint24 = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 0x1_0000;
  return headerOf('webp', uint24(0) + 1, uint24(3) + 1);
}

/** RFC 9649 §3.4: behind the signature 14 bits of width and of height, each minus one. */
function readLossless(octets: Uint8Array): HeaderReading {
  const view = octetsAt(octets, BODY, 5);
  if (!view) return 'incomplete';
  if (view.getUint8(0) !== 0x2f) return 'damaged';
  const bits = view.getUint32(1, true);
  return headerOf('webp', (bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
}

/** RFC 6386 §9.1: behind tag and start code 14 bits each, above them a scale that decoders leave alone. */
function readLossy(octets: Uint8Array): HeaderReading {
  const view = octetsAt(octets, BODY + 6, 4);
  if (!view) return 'incomplete';
  if (!readsAt(octets, BODY + 3, '\x9d\x01\x2a')) return 'damaged';
  return headerOf('webp', view.getUint16(0, true) & 0x3fff, view.getUint16(2, true) & 0x3fff);
}
