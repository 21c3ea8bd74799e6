import {
  get as httpGet,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** What arrived. */
  readonly octets: Buffer;
  /** Whether the answer came to its end, rather than the connection. */
  readonly isComplete: boolean;
}

/** One request on a connection of its own, that tells a cut answer from a whole one. */
export function rawRequest(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { headers, method, agent: false }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', () => {});
      answer.on('close', () =>
        resolve({
          status: answer.statusCode!,
          headers: answer.headers,
          octets: Buffer.concat(pieces),
          isComplete: answer.complete,
        }),
      );
    });
    asked.on('error', reject).end();
  });
}

/** Begins to read and then holds still, so that the server cannot get rid of the rest. */
export function heldDownload(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ drop(): void; rest(): Promise<RawAnswer> }>((resolve, reject) => {
    const asked = httpGet(url, { headers, agent: false }, (answer) => {
      answer.on('error', () => {});
      answer.once('readable', () => {
        const pieces: Buffer[] = [];
        const rest = () =>
          new Promise<RawAnswer>((done) => {
            answer.on('close', () =>
              done({
                status: answer.statusCode!,
                headers: answer.headers,
                octets: Buffer.concat(pieces),
                isComplete: answer.complete,
              }),
            );
            answer.on('data', (piece: Buffer) => pieces.push(piece));
            answer.resume();
          });
        resolve({ drop: () => asked.destroy(), rest });
      });
    });
    asked.on('error', reject);
  });
}

/** Reads at least so many octets and then drops the connection. @returns how many arrived */
export function droppedAfter(url: string, count: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = httpGet(url, { agent: false }, (answer) => {
      let arrived = 0;
      answer.on('error', () => {});
      answer.on('data', (piece: Buffer) => {
        arrived += piece.length;
        if (arrived >= count) asked.destroy();
      });
      answer.on('close', () => resolve(arrived));
    });
    asked.on('error', reject);
  });
}

/** Resolves when the next request's answer is over for the server, however it ended. */
export function nextAnswerEnd(server: Server): Promise<void> {
  return new Promise((resolve) =>
    server.once('request', (_: IncomingMessage, answer: ServerResponse) => answer.once('close', () => resolve())),
  );
}

/** Asks again and again until it is so. @throws Error after a minute */
export async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; ) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It never came to be so.');
}
