import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What was asked of a file's octets, and what the real server has answered. */
export interface FileAnswer {
  /** Where the answer begins in the file, and how long the file is. */
  readonly start: number;
  readonly totalBytes: number;
  readonly body: Buffer;
}

/** What is answered in its place. */
export interface Lie {
  readonly body: Buffer;
  /** Default: as long as the body is. */
  readonly contentLength?: number;
  /** Default: what the body is. */
  readonly contentRange?: string;
}

export interface Lies {
  /** Instead of a file's octets; `undefined`: the truth. */
  readonly file?: (answer: FileAnswer) => Lie | undefined;
  /** Before a request goes on to the real server. */
  readonly before?: (method: string, path: string) => Promise<unknown> | undefined;
}

/** A server that passes everything on to the real one and lies about what its tests say. */
export async function startLyingServer(server: string, { file, before }: Lies) {
  const { host } = new URL(server);
  const proxy = http.createServer(async (request, reply) => {
    const path = request.url ?? '/';
    await before?.(request.method ?? '', path);
    // The real one takes a session only from its own origin.
    const headers = { ...request.headers, host, ...(request.headers.origin && { origin: server }) };
    const onward = http.request(new URL(path, server), { method: request.method, headers });
    onward.on('error', () => reply.destroy());
    onward.on('response', async (answer) => {
      const body = await readAll(answer);
      // What breaks off there breaks off here, with what had come.
      const truth = { body: body.octets, ...(!body.isWhole && { contentLength: body.octets.length + 1 }) };
      const lie = /\/files\//.test(path) && body.isWhole ? file?.(fileAnswer(answer, body.octets)) : undefined;
      tell(reply, answer, lie ?? truth);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  return {
    url,
    through: (link: string) => link.replace(server, url),
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}

async function readAll(answer: http.IncomingMessage): Promise<{ octets: Buffer; isWhole: boolean }> {
  const pieces: Buffer[] = [];
  try {
    for await (const piece of answer) pieces.push(piece);
    return { octets: Buffer.concat(pieces), isWhole: true };
  } catch {
    return { octets: Buffer.concat(pieces), isWhole: false };
  }
}

function fileAnswer({ headers }: http.IncomingMessage, body: Buffer): FileAnswer {
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '');
  return { start: Number(range?.[1] ?? 0), totalBytes: Number(range?.[2] ?? body.length), body };
}

function tell(reply: http.ServerResponse, answer: http.IncomingMessage, lie: Lie): void {
  const { body, contentLength = body.length, contentRange } = lie;
  const { 'transfer-encoding': _, ...headers } = answer.headers;
  const hasBody = answer.statusCode !== 204 && answer.statusCode !== 304;
  reply.writeHead(answer.statusCode ?? 500, {
    ...headers,
    ...(hasBody && { 'content-length': contentLength }),
    ...(contentRange && { 'content-range': contentRange }),
  });
  // Shorter than was said: the connection ends first.
  if (contentLength > body.length) reply.write(body, () => reply.destroy());
  else reply.end(body);
}
