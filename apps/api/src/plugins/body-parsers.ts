import multipart from '@fastify/multipart';
import type { Api } from '../api.ts';

/** Octets are handed on as the stream that they are; JSON is Fastify's; plain text is not taken at all. */
export function installBodyParsers(api: Api): void {
  api.removeContentTypeParser('text/plain');
  api.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  // Files are streamed and limited by the feature that takes them.
  api.register(multipart, {
    limits: { fieldSize: 64 * 1024, fields: 50, fileSize: Number.MAX_SAFE_INTEGER, files: 2000 },
  });
}
