import type { IncomingMessage } from 'node:http';
import multipart from '@fastify/multipart';
import type { Api } from '../api.ts';
import { JSON_BODY_MS } from './server-limits.ts';

/** Octets are handed on as the stream that they are; JSON is Fastify's; plain text is not taken at all. */
export function installBodyParsers(api: Api, jsonBodyMs: number = JSON_BODY_MS): void {
  api.addHook('onRequest', async ({ raw }) => {
    if (!isStream(raw)) endUnlessWhole(raw, jsonBodyMs);
  });
  api.removeContentTypeParser('text/plain');
  api.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  // Files are streamed and limited by the feature that takes them.
  api.register(multipart, {
    limits: { fieldSize: 64 * 1024, fields: 50, fileSize: Number.MAX_SAFE_INTEGER, files: 2000 },
  });
}

/** Files may take hours; what ends them is that nothing moves. */
function isStream({ headers }: IncomingMessage): boolean {
  return /^(?:application\/octet-stream|multipart\/form-data)\b/i.test(headers['content-type'] ?? '');
}

/** A body that trickles in would hold its connection for as long as its sender likes. */
function endUnlessWhole(request: IncomingMessage, withinMs: number): void {
  const timer = setTimeout(() => {
    // A request without a body is whole from the beginning, however long its answer takes.
    if (!request.complete) request.destroy();
  }, withinMs);
  timer.unref();
  request.once('close', () => clearTimeout(timer));
}
