import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Cuts {
  /** A response body is cut after so many octets … */
  readonly afterOctets: number;
  /** … so many times in all. */
  readonly times: number;
  readonly onCut?: () => void;
}

/** Stands between command and server and cuts downloads, as a bad line does. */
export async function startCuttingProxy(server: string, { afterOctets, times, onCut }: Cuts) {
  let left = times;
  /** What `Range` said in each request for a file's octets. */
  const ranges: (string | undefined)[] = [];
  const proxy = http.createServer((request, reply) => {
    const isFile = /\/files\//.test(request.url ?? '');
    if (isFile) ranges.push(request.headers.range);
    const onward = http.request(new URL(request.url ?? '/', server), {
      method: request.method,
      headers: { ...request.headers, host: new URL(server).host },
    });
    onward.on('error', () => reply.destroy());
    onward.on('response', (answer) => {
      reply.writeHead(answer.statusCode ?? 500, answer.headers);
      let passed = 0;
      answer.on('data', (piece: Buffer) => {
        passed += piece.length;
        reply.write(piece);
        if (!isFile || left === 0 || passed < afterOctets) return;
        left -= 1;
        onward.destroy();
        // Only once what was let through has gone.
        reply.write('', () => {
          reply.destroy();
          onCut?.();
        });
      });
      answer.on('error', () => {});
      answer.on('end', () => reply.end());
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    ranges,
    through: (link: string) => link.replace(server, `http://127.0.0.1:${port}`),
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
