import type { FastifyServerOptions } from 'fastify';
import type { Api, ApiOptions } from '../api.ts';
import { describeError } from './scrub.ts';

/**
 * The log holds no client address, no header and no URL: links are secrets. A request is named by its route's
 * pattern, and errors lose everything but type, code, text and stack.
 */
export function loggerOptions({
  logLevel = 'info',
  logStream,
}: ApiOptions): NonNullable<FastifyServerOptions['logger']> {
  return {
    level: logLevel,
    base: null,
    serializers: {
      req: () => undefined,
      res: () => undefined,
      err: (error: unknown) => describeError(error),
      error: (error: unknown) => describeError(error),
    },
    ...(logStream ? { stream: logStream } : {}),
  } as never;
}

/** One line per request, written when its last octet is out. */
export function installRequestLog(api: Api): void {
  api.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.config.key ?? `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
    request.log.info({ route, status: reply.statusCode, durationMs: Math.round(reply.elapsedTime) }, 'request');
  });
}
