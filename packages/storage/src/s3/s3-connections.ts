import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { Slots } from './s3-slots.ts';

/** So many connections, kept for the next request. @param ca PEM of an internal certificate authority */
export function agentsOf(connections: number, ca: string | undefined) {
  const sockets = { keepAlive: true, maxSockets: connections };
  return {
    httpAgent: new HttpAgent(sockets),
    httpsAgent: new HttpsAgent({ ...sockets, ...(ca === undefined ? {} : { ca }) }),
  };
}

/** What is used of the SDK's handler of requests. */
interface Handler {
  handle(...given: never[]): Promise<{ response: { statusCode: number; body?: unknown } }>;
}

/**
 * Gives a handler a limit of its own on connections. The SDK only warns when its sockets are all taken, and its
 * requests wait on; these wait for `waitMs` and fail. A place is held until the answer's body has ended.
 */
export function limited<H extends Handler>(
  handler: H,
  { connections, waitMs, silenceMs }: { connections: number; waitMs: number; silenceMs: number },
): H {
  const slots = new Slots(connections, waitMs);
  const unlimited = handler.handle.bind(handler);
  handler.handle = async (...given) => {
    const giveBack = await slots.take();
    try {
      const answer = await unlimited(...given);
      const body = answer.response.body as Readable;
      if (body.closed) giveBack();
      else body.once('close', giveBack);
      if (answer.response.statusCode >= 300) endWhenSilent(body, silenceMs);
      return answer;
    } catch (error) {
      giveBack();
      throw error;
    }
  };
  return handler;
}

/** The body of a refusal is short, and is read at once. */
function endWhenSilent(body: Readable, silenceMs: number): void {
  const timer = setTimeout(() => body.destroy(new Error('The storage fell silent.')), silenceMs);
  body.once('close', () => clearTimeout(timer));
}
