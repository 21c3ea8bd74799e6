import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A line between browser and server that can be cut, and that stops by itself after so many octets. */
export interface Line {
  /** What the browser is given instead of the server's own address. */
  readonly url: string;
  /** Octets that went from the browser to the server so far. */
  readonly sentBytes: () => number;
  /** Octets that went from the server to the browser so far. */
  readonly receivedBytes: () => number;
  /** All that went from the browser to the server, by connection; empty unless it was to be kept. */
  sentOctets(): Buffer[];
  leadTo(port: number): void;
  /** Resolves when so many more octets have gone to the server; from there on no more do. */
  holdAfter(octets: number): Promise<void>;
  /** The same the other way. */
  holdAnswersAfter(octets: number): Promise<void>;
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
  const servers = new Set<Socket>();
  let port = 0;
  let isCut = false;
  const requests = newFlow();
  const answers = newFlow();

  const entrance = createServer((client) => {
    if (isCut || port === 0) {
      client.destroy();
      return;
    }
    const server = connect(port, '127.0.0.1');
    clients.add(client);
    servers.add(server);
    server.on('close', () => servers.delete(server));
    if (keepsOctets) kept.set(client, []);
    client.on('data', (piece) => {
      kept.get(client)?.push(piece);
      pass(requests, client, server, piece);
    });
    client.on('end', () => server.end());
    server.on('data', (piece) => pass(answers, server, client, piece));
    server.on('end', () => client.end());
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
    sentBytes: () => requests.bytes,
    receivedBytes: () => answers.bytes,
    sentOctets: () => [...kept.values()].map((pieces) => Buffer.concat(pieces)),
    leadTo: (to) => {
      port = to;
    },
    holdAfter: (octets) => hold(requests, octets),
    holdAnswersAfter: (octets) => hold(answers, octets),
    release: () => {
      for (const flow of [requests, answers]) flow.holdAt = Number.POSITIVE_INFINITY;
      for (const socket of [...clients, ...servers]) socket.resume();
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

/** What goes one way. */
interface Flow {
  bytes: number;
  holdAt: number;
  reached(): void;
}

const newFlow = (): Flow => ({ bytes: 0, holdAt: Number.POSITIVE_INFINITY, reached: () => {} });

function hold(flow: Flow, octets: number): Promise<void> {
  flow.holdAt = flow.bytes + octets;
  return new Promise((resolve) => {
    flow.reached = resolve;
  });
}

function pass(flow: Flow, from: Socket, to: Socket, piece: Buffer): void {
  flow.bytes += piece.length;
  // Back-pressure: what one end does not take yet is not taken from the other either.
  if (!to.write(piece)) {
    from.pause();
    to.once('drain', () => flow.bytes < flow.holdAt && from.resume());
  }
  if (flow.bytes < flow.holdAt) return;
  from.pause();
  flow.reached();
}
