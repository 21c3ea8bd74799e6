import { Readable } from 'node:stream';
import type { ByteSource } from '@umschlag/std';
import type { FastifyReply } from 'fastify';

/** What to do when a response with octets begins and ends. */
export interface OctetsCourse {
  /** Sets status and headers, once the first octets are there. */
  beforeHeaders(): void;
  /** All of it was handed to the connection, which still stood. */
  delivered(): Promise<void>;
  /** The connection ended before, from whichever side, after this many octets had been handed to it. */
  cut(handedOctets: number): Promise<void>;
}

/**
 * Sends octets with back-pressure. The first piece is read before the headers go, so that what fails at once is
 * answered as an error; what fails later, or is stopped, ends the connection and never looks complete.
 * @param stop stands for "nobody wants it any more": it is raised when the connection ends, and raising it ends
 *   the connection
 */
export async function sendOctets(
  reply: FastifyReply,
  source: ByteSource,
  stop: AbortController,
  course: OctetsCourse,
): Promise<FastifyReply> {
  const { raw } = reply;
  const handed = { octets: 0 };
  const settled = settleOnce(reply, stop, course, handed);
  raw.once('finish', () => settled(!raw.socket?.destroyed));
  raw.once('close', () => settled(false));
  stop.signal.addEventListener('abort', () => raw.destroy(), { once: true });
  // The client may have left before anybody listened; nothing tells so again.
  if (raw.destroyed || raw.socket?.destroyed) await settled(false);
  const pieces = source[Symbol.asyncIterator]();
  try {
    const first = await pieces.next();
    course.beforeHeaders();
    return reply.send(Readable.from(resumed(first, pieces, handed), { highWaterMark: 1 }));
  } catch (error) {
    await settled(false, true);
    throw error;
  }
}

/** The first ending counts; `keepsConnection` where an error is still going to be answered. */
function settleOnce(reply: FastifyReply, stop: AbortController, course: OctetsCourse, handed: { octets: number }) {
  let isOver = false;
  return async (isDelivered: boolean, keepsConnection = false): Promise<void> => {
    if (isOver) return;
    isOver = true;
    try {
      if (isDelivered) await course.delivered();
      else await course.cut(handed.octets);
    } catch (error) {
      reply.log.error({ err: error }, 'the end of a download could not be recorded');
    } finally {
      if (!isDelivered && !keepsConnection) stop.abort();
    }
  };
}

async function* resumed(
  first: IteratorResult<Uint8Array>,
  pieces: AsyncIterator<Uint8Array>,
  handed: { octets: number },
): ByteSource {
  try {
    for (let next = first; !next.done; next = await pieces.next()) {
      handed.octets += next.value.length;
      yield next.value;
    }
  } finally {
    await pieces.return?.();
  }
}
