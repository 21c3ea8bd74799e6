import type { Server } from 'node:http';
import { MINUTE_MS, SECOND_MS } from '@umschlag/std';
import type { FastifyHttpOptions } from 'fastify';

/** Bodies that are not streams (JSON). A delivery's message of 20,000 characters fits several times. */
const JSON_BODY_OCTETS = 256 * 1024;

/** Within this a body that is no stream has to be there whole; a form of a few KiB takes a second on a slow line. */
export const JSON_BODY_MS = 30 * SECOND_MS;

/**
 * No limit on how long a request lasts: uploads and downloads may take hours. What ends a connection is
 * slow headers, or that nothing at all moves.
 */
export const serverLimits = {
  bodyLimit: JSON_BODY_OCTETS,
  requestTimeout: 0,
  connectionTimeout: 5 * MINUTE_MS,
  keepAliveTimeout: 75 * SECOND_MS,
  http: { headersTimeout: 30 * SECOND_MS, maxHeaderSize: 16 * 1024 },
  routerOptions: { maxParamLength: 500 },
  forceCloseConnections: 'idle',
  return503OnClosing: true,
} as const satisfies FastifyHttpOptions<Server>;
