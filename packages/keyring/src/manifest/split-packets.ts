/** One packet as it stands in the message, header included. */
export interface RawPacket {
  /** Packet type id (RFC 9580 §5). */
  readonly type: number;
  readonly octets: Uint8Array<ArrayBuffer>;
}

/** How far a body goes: its length, the octets that say so, and whether another length follows. */
interface BodyLength {
  readonly length: number;
  readonly saidIn: number;
  readonly partial: boolean;
}

/**
 * Cuts a message into its packets, octet for octet, in the OpenPGP format of headers (RFC 9580 §4.2).
 * @returns undefined if the octets do not end where a packet ends, or a header is of another format
 */
export function splitPackets(octets: Uint8Array<ArrayBuffer>): RawPacket[] | undefined {
  const packets: RawPacket[] = [];
  for (let start = 0; start < octets.length; ) {
    const header = octets[start]!;
    const end = packetEnd(octets, start + 1);
    // 0xC0 marks the OpenPGP format; the legacy one is never written here.
    if (header < 0xc0 || end === undefined) return undefined;
    packets.push({ type: header & 0x3f, octets: octets.subarray(start, end) });
    start = end;
  }
  return packets;
}

function packetEnd(octets: Uint8Array, start: number): number | undefined {
  for (let at = start; ; ) {
    const body = bodyLength(octets, at);
    if (!body) return undefined;
    at += body.saidIn + body.length;
    if (at > octets.length) return undefined;
    if (!body.partial) return at;
  }
}

/** RFC 9580 §4.2.1. */
function bodyLength(octets: Uint8Array, at: number): BodyLength | undefined {
  const [first = 255, second, ...rest] = octets.subarray(at, at + 5);
  if (at >= octets.length) return undefined;
  if (first < 192) return { length: first, saidIn: 1, partial: false };
  if (first >= 224 && first < 255) return { length: 2 ** (first & 0x1f), saidIn: 1, partial: true };
  if (second === undefined) return undefined;
  if (first < 224) return { length: ((first - 192) << 8) + second + 192, saidIn: 2, partial: false };
  if (rest.length < 3) return undefined;
  return { length: [second, ...rest].reduce((sum, octet) => sum * 256 + octet, 0), saidIn: 5, partial: false };
}
