import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between browser and server that can be cut, and that stops by itself after so many octets. */
export interface Line {
  /** What the browser is given instead of the server's own address. */
  readonly url: string;
  /** Octets that went from the browser to the server so far. */
  readonly sentBytes: () => number;
  /** All that went from the browser to the server, by connection; empty unless it was to be kept. */
  sentOctets(): Buffer[];
  leadTo(port: number): void;
  /** Resolves when so many more octets have gone to the server; from there on no more do. */
  holdAfter(octets: number): Promise<void>;
  release(): void;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  restore(): void;
  close(): Promise<void>;
}

/** @param keepsOctets whether to remember all that browsers send */
export async function openLine(keepsOctets = false): Promise<Line> {
  const kept = new Map<Socket, Buffer[]>();
  const clients = new Set<Socket>();
  let port = 0;
  let isCut = false;
  let sentBytes = 0;
  let holdAt = Number.POSITIVE_INFINITY;
  let reached = () => {};

  function pass(client: Socket, server: Socket, piece: Buffer): void {
    sentBytes += piece.length;
    kept.get(client)?.push(piece);
    // Back-pressure: what the server does not take yet is not taken from the browser either.
    if (!server.write(piece)) {
      client.pause();
      server.once('drain', () => sentBytes < holdAt && client.resume());
    }
    if (sentBytes < holdAt) return;
    client.pause();
    reached();
  }

  const entrance = createServer((client) => {
    if (isCut || port === 0) {
      client.destroy();
      return;
    }
    const server = connect(port, '127.0.0.1');
    clients.add(client);
    if (keepsOctets) kept.set(client, []);
    client.on('data', (piece) => pass(client, server, piece));
    client.on('end', () => server.end());
    server.pipe(client);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {});
      one.on('close', () => {
        clients.delete(client);
        other.destroy();
      });
    }
  });
  const endAll = () => {
    for (const client of clients) client.destroy();
  };
  entrance.listen(0, '127.0.0.1');
  await once(entrance, 'listening');
  return {
    url: `http://127.0.0.1:${(entrance.address() as AddressInfo).port}`,
    sentBytes: () => sentBytes,
    sentOctets: () => [...kept.values()].map((pieces) => Buffer.concat(pieces)),
    leadTo: (to) => {
      port = to;
    },
    holdAfter: (octets) => {
      holdAt = sentBytes + octets;
      return new Promise((resolve) => {
        reached = resolve;
      });
    },
    release: () => {
      holdAt = Number.POSITIVE_INFINITY;
      for (const client of clients) client.resume();
    },
    cut: () => {
      isCut = true;
      endAll();
    },
    restore: () => {
      isCut = false;
    },
    close: async () => {
      entrance.close();
      endAll();
      await once(entrance, 'close');
    },
  };
}
