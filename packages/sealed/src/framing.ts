import { SealedError } from './errors.ts';
import type { ByteSource } from './piece-queue.ts';
import { PieceQueue } from './piece-queue.ts';

/** When a packet's body is cut into partial bodies, and how large they are (RFC 9580 §4.2.1.4). */
export interface FramingRule {
  /** Each partial body has 2^partialBits octets (9 to 30). */
  readonly partialBits: number;
  /** A body of up to this many octets takes one definite length instead. */
  readonly definiteMaxOctets: number;
}

/** For bodies whose size is known beforehand: definite as long as a 5-octet length can say it. */
export const KNOWN_RULE: FramingRule = { partialBits: 30, definiteMaxOctets: 2 ** 32 - 1 };
/** For bodies whose size shows only at their end. */
export const STREAMED_RULE: FramingRule = { partialBits: 16, definiteMaxOctets: 2 ** 16 - 1 };

/** How one packet lies: tag octet, `partialCount` partial bodies with a length octet each, a definite remainder. */
export interface PacketShape {
  readonly bodyOctets: number;
  readonly partialBits: number;
  readonly partialCount: number;
}

/** A stretch of a packet: framing octets themselves, or the body octets from `start` to `end` (exclusive). */
export type Stretch =
  | { readonly at: number; readonly octets: Uint8Array<ArrayBuffer> }
  | { readonly at: number; readonly start: number; readonly end: number };

const DEFINITE_OCTETS = 5;

export function packetShape(bodyOctets: number, rule: FramingRule): PacketShape {
  const partialCount = bodyOctets <= rule.definiteMaxOctets ? 0 : Math.floor(bodyOctets / 2 ** rule.partialBits);
  return { bodyOctets, partialBits: rule.partialBits, partialCount };
}

/** The packet's size with tag octet and all lengths. */
export function packetOctets(shape: PacketShape): number {
  return 1 + shape.partialCount + DEFINITE_OCTETS + shape.bodyOctets;
}

/** How many body octets lie before offset `at` of the packet. */
export function bodyOctetsBefore(shape: PacketShape, at: number): number {
  const partialEnd = shape.partialCount * 2 ** shape.partialBits;
  const inPartials = at - 1;
  const stride = 2 ** shape.partialBits + 1;
  const whole = Math.floor(inPartials / stride);
  if (whole < shape.partialCount) return Math.max(0, whole * (stride - 1) + Math.max(0, (inPartials % stride) - 1));
  return Math.min(shape.bodyOctets, partialEnd + Math.max(0, at - 1 - shape.partialCount * stride - DEFINITE_OCTETS));
}

/** Whole stretches in order, from the length octet of partial body `fromPartial` (0-based) to the packet's end. */
function* allStretches(tagOctet: number, shape: PacketShape, fromPartial: number): Generator<Stretch> {
  const partial = 2 ** shape.partialBits;
  for (let n = fromPartial; n < shape.partialCount; n += 1) {
    const lengthAt = 1 + n * (partial + 1);
    const octet = partialOctet(shape.partialBits);
    yield n === 0 ? { at: 0, octets: Uint8Array.of(tagOctet, octet) } : { at: lengthAt, octets: Uint8Array.of(octet) };
    yield { at: lengthAt + 1, start: n * partial, end: (n + 1) * partial };
  }
  const start = shape.partialCount * partial;
  const lengthAt = 1 + shape.partialCount * (partial + 1);
  const length = definiteLength(shape.bodyOctets - start);
  yield shape.partialCount === 0
    ? { at: 0, octets: Uint8Array.of(tagOctet, ...length) }
    : { at: lengthAt, octets: length };
  if (start < shape.bodyOctets) yield { at: lengthAt + DEFINITE_OCTETS, start, end: shape.bodyOctets };
}

/** The stretches of a packet between two of its offsets (end exclusive), in order and without gaps. */
export function* stretchesOf(tagOctet: number, shape: PacketShape, from: number, to: number): Generator<Stretch> {
  const firstPartial = Math.max(0, Math.min(shape.partialCount, Math.floor((from - 1) / (2 ** shape.partialBits + 1))));
  for (const stretch of allStretches(tagOctet, shape, firstPartial)) {
    if (stretch.at >= to) return;
    const clipped = clip(stretch, from, to);
    if (clipped) yield clipped;
  }
}

function clip(stretch: Stretch, from: number, to: number): Stretch | undefined {
  const length = 'octets' in stretch ? stretch.octets.length : stretch.end - stretch.start;
  const skip = Math.max(0, from - stretch.at);
  const keep = Math.min(length, to - stretch.at);
  if (skip >= keep) return undefined;
  const at = stretch.at + skip;
  if ('octets' in stretch) return { at, octets: stretch.octets.slice(skip, keep) };
  return { at, start: stretch.start + skip, end: stretch.start + keep };
}

function partialOctet(bits: number): number {
  return 0xe0 | bits;
}

/** The 5-octet form, whatever the size, so that the layout does not depend on it (RFC 9580 §4.2.1.3). */
function definiteLength(octets: number): Uint8Array<ArrayBuffer> {
  const length = new Uint8Array(DEFINITE_OCTETS).fill(0xff, 0, 1);
  new DataView(length.buffer).setUint32(1, octets);
  return length;
}

/**
 * A packet around a body of known size.
 * @throws SealedError `source_size_mismatch` if the body is shorter or longer than the shape says
 */
export async function* framed(tagOctet: number, shape: PacketShape, body: ByteSource): ByteSource {
  const stretches = stretchesOf(tagOctet, shape, 0, packetOctets(shape));
  let missing = 0;
  const nextBody = function* (): Generator<Uint8Array> {
    for (let next = stretches.next(); !next.done; next = stretches.next()) {
      if ('octets' in next.value) yield next.value.octets;
      else {
        missing = next.value.end - next.value.start;
        return;
      }
    }
  };
  yield* nextBody();
  for await (const piece of body) {
    let at = 0;
    while (at < piece.length) {
      if (missing === 0) throw new SealedError('source_size_mismatch', 'The source is longer than declared.');
      const taken = Math.min(missing, piece.length - at);
      yield taken === piece.length ? piece : piece.subarray(at, at + taken);
      at += taken;
      missing -= taken;
      if (missing === 0) yield* nextBody();
    }
  }
  if (missing > 0) throw new SealedError('source_size_mismatch', 'The source is shorter than declared.');
}

/** A packet around a body whose size is not known beforehand: partial bodies of 64 KiB, a definite remainder. */
export async function* framedStreamed(tagOctet: number, body: ByteSource): ByteSource {
  const partial = 2 ** STREAMED_RULE.partialBits;
  const waiting = new PieceQueue();
  yield Uint8Array.of(tagOctet);
  for await (const piece of body) {
    waiting.push(piece);
    while (waiting.length >= partial) {
      yield Uint8Array.of(partialOctet(STREAMED_RULE.partialBits));
      yield* waiting.take(partial);
    }
  }
  yield definiteLength(waiting.length);
  yield* waiting.take(waiting.length);
}
