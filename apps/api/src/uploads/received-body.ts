import type { IncomingMessage } from 'node:http';
import { AppError, type ByteSource } from '@umschlag/std';

/** The octets of a request's body. @throws AppError `invalid_request` when the connection ends before the body does */
export async function* receivedBody(request: IncomingMessage): ByteSource {
  try {
    yield* request as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw new AppError('invalid_request', 'The body ended early.', { cause });
  }
  // A stream that was cut may end without an error.
  if (!request.complete) throw new AppError('invalid_request', 'The body ended early.');
}
