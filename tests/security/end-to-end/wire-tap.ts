import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Notes every octet that arrives at a server: addresses, headers and bodies, connection by connection. The server
 * speaks plain HTTP here, so what it receives is what can be seen.
 */
export function tapWire(server: Server): () => Buffer[] {
  const connections: Buffer[][] = [];
  server.on('connection', (socket: Socket) => {
    const pieces: Buffer[] = [];
    connections.push(pieces);
    socket.on('data', (piece: Buffer) => pieces.push(piece));
  });
  return () => connections.map((pieces) => Buffer.concat(pieces));
}
