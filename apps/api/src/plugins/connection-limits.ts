import type { Server } from 'node:http';
import { networksOf } from '@umschlag/core';

/** How many connections may stand at the same time. */
export interface ConnectionLimits {
  /** For one process: below what it may have of open files, so that storage and database find some too. */
  readonly total: number;
  /** For one wide network (IPv4 /24, IPv6 /48). */
  readonly perNetwork: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = { total: 5000, perNetwork: 1000 };

/**
 * Bounds the connections of a process, and closes those of a network that has too many already: somebody who only
 * opens connections shuts out nobody else.
 * @param isBehindProxy then all connections are the proxy's, whose matter it is to bound those of one client
 */
export function limitConnections(server: Server, limits: ConnectionLimits, isBehindProxy: boolean): void {
  server.maxConnections = limits.total;
  if (isBehindProxy) return;
  const standing = new Map<string, number>();
  server.on('connection', (socket) => {
    const network = networksOf(socket.remoteAddress ?? '').wide;
    const before = standing.get(network) ?? 0;
    if (before >= limits.perNetwork) return void socket.destroy();
    standing.set(network, before + 1);
    socket.once('close', () => {
      const left = standing.get(network)! - 1;
      if (left === 0) standing.delete(network);
      else standing.set(network, left);
    });
  });
}
