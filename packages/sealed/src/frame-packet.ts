import { SEIPD_PACKET } from './format.ts';
import { framed, framedStreamed, KNOWN_RULE, packetShape } from './framing.ts';
import type { ByteSource } from './piece-queue.ts';

/**
 * Makes a sealed object into an OpenPGP packet (tag, length, body), for export. With an encrypted session key
 * packet in front it is a whole message.
 * @param sealedSizeBytes undefined if nobody knows yet, which gives partial lengths of 64 KiB
 * @throws SealedError `source_size_mismatch` if the source is shorter or longer than declared
 */
export function frameAsPacket(source: ByteSource, sealedSizeBytes: number | undefined): ByteSource {
  if (sealedSizeBytes === undefined) return framedStreamed(SEIPD_PACKET, source);
  return framed(SEIPD_PACKET, packetShape(sealedSizeBytes, KNOWN_RULE), source);
}
