import { SealedError } from './errors.ts';
import { LITERAL_PACKET } from './format.ts';

const BINARY = 0x62;
const DATE_OCTETS = 4;

/**
 * Strips the Literal Data packet's framing as octets arrive. Reads every framing that RFC 9580 §4.2.1 allows,
 * so that objects of other programs open too. It only ever sees octets whose chunk tag was right.
 */
export class LiteralReader {
  #state: 'tag' | 'length' | 'body' | 'done' = 'tag';
  #lengthOctets: number[] = [];
  #segmentLeft = 0;
  #lastSegment = false;
  /** Octets of format, file name and date that are still to come; unknown until the name's length is read. */
  #prefixLeft: number | undefined;
  #prefixRead = 0;
  #headOctets = 0;

  /** The size of the whole packet, known once a definite first length has been read. */
  packetOctets: number | undefined;
  /** The first length octet; 0xFE and 0xF0 are this package's own partial bodies. */
  firstLengthOctet: number | undefined;
  /** Size of the plaintext, known early only if the first length is definite. */
  plainSizeBytes: number | undefined;

  get complete(): boolean {
    return this.#state === 'done';
  }

  /**
   * The plaintext in the next octets of the packet, as views.
   * @throws SealedError `unsupported` if they are not one binary Literal Data packet
   */
  accept(octets: Uint8Array): Uint8Array[] {
    const plain: Uint8Array[] = [];
    let at = 0;
    while (at < octets.length) {
      if (this.#state !== 'body') {
        this.#framingOctet(octets[at]!);
        at += 1;
      } else if (this.#prefixLeft !== 0) {
        this.#prefixOctet(octets[at]!);
        at += 1;
        this.#consume(1);
      } else {
        const end = Math.min(octets.length, at + this.#segmentLeft);
        plain.push(octets.subarray(at, end));
        this.#consume(end - at);
        at = end;
      }
    }
    return plain;
  }

  #framingOctet(octet: number): void {
    this.#headOctets += 1;
    if (this.#state === 'done') throw unsupported('There is more than one packet inside.');
    if (this.#state === 'length') {
      this.#lengthOctet(octet);
      return;
    }
    if (octet !== LITERAL_PACKET) throw unsupported('There is no Literal Data packet inside.');
    this.#state = 'length';
  }

  #lengthOctet(octet: number): void {
    this.#lengthOctets.push(octet);
    this.firstLengthOctet ??= octet;
    const first = this.#lengthOctets[0]!;
    const isPartial = first >= 0xe0 && first < 0xff;
    const octets = isPartial ? 2 ** (first & 0x1f) : definiteLengthIn(this.#lengthOctets);
    if (octets !== undefined) this.#beginSegment(octets, !isPartial);
  }

  #beginSegment(octets: number, last: boolean): void {
    const isFirst = this.#headOctets === 1 + this.#lengthOctets.length;
    if (isFirst && last) this.packetOctets = this.#headOctets + octets;
    this.#lengthOctets = [];
    this.#segmentLeft = octets;
    this.#lastSegment = last;
    this.#state = 'body';
    this.#consume(0);
  }

  #consume(octets: number): void {
    this.#segmentLeft -= octets;
    if (this.#segmentLeft > 0) return;
    if (this.#lastSegment && this.#prefixLeft !== 0) throw unsupported('The Literal Data packet is too short.');
    this.#state = this.#lastSegment ? 'done' : 'length';
  }

  #prefixOctet(octet: number): void {
    this.#prefixRead += 1;
    if (this.#prefixRead === 1 && octet !== BINARY) throw unsupported('The Literal Data packet is not binary.');
    if (this.#prefixRead === 2) {
      this.#prefixLeft = octet + DATE_OCTETS;
      if (this.packetOctets !== undefined)
        this.plainSizeBytes = this.packetOctets - this.#headOctets - 2 - this.#prefixLeft;
    } else if (this.#prefixLeft !== undefined) this.#prefixLeft -= 1;
  }
}

/** A length of one, two or five octets, or undefined while octets are missing (RFC 9580 §4.2.1). */
function definiteLengthIn([first, ...rest]: readonly number[]): number | undefined {
  if (first! < 0xc0) return first;
  if (first! < 0xff) return rest.length === 1 ? (first! - 0xc0) * 256 + rest[0]! + 0xc0 : undefined;
  return rest.length === 4 ? rest.reduce((sum, octet) => sum * 256 + octet, 0) : undefined;
}

function unsupported(message: string): SealedError {
  return new SealedError('unsupported', message);
}
