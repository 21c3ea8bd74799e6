/** The body of the one SEIPD packet in `packet`, read by the rules of RFC 9580 §4.2.1 and apart from the codec's code. */
export function packetBody(packet: Uint8Array): Buffer {
  if (packet[0] !== 0xd2) throw new Error('not a SEIPD packet');
  const pieces: Uint8Array[] = [];
  let at = 1;
  for (;;) {
    const first = packet[at]!;
    const view = new DataView(packet.buffer, packet.byteOffset);
    const partial = first >= 224 && first < 255;
    const [length, skip] = partial
      ? [1 << (first & 31), 1]
      : first < 192
        ? [first, 1]
        : first < 224
          ? [((first - 192) << 8) + packet[at + 1]! + 192, 2]
          : [view.getUint32(at + 1), 5];
    pieces.push(packet.subarray(at + skip, at + skip + length));
    at += skip + length;
    if (!partial) break;
  }
  if (at !== packet.length) throw new Error('octets after the packet');
  return Buffer.concat(pieces);
}
