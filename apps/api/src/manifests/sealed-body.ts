import { MAX_MANIFEST_OCTETS } from '@umschlag/core';
import { AppError } from '@umschlag/std';
import type { FastifyRequest } from 'fastify';
import { receivedBody } from '../uploads/received-body.ts';

/** The octets of a sealed manifest. @throws AppError `payload_too_large` (details: `max`), `invalid_request` */
export async function readSealedBody(request: FastifyRequest): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > MAX_MANIFEST_OCTETS) throw tooLarge();
  const pieces: Uint8Array[] = [];
  let octets = 0;
  for await (const piece of receivedBody(request.raw)) {
    octets += piece.length;
    if (octets > MAX_MANIFEST_OCTETS) throw tooLarge();
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

function tooLarge(): AppError {
  return new AppError('payload_too_large', 'The manifest is too large.', { details: { max: MAX_MANIFEST_OCTETS } });
}
