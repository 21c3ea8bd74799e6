import { Readable } from 'node:stream';
import { type ServedFile, servedMediaType } from '@umschlag/core';
import { AppError } from '@umschlag/std';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ByteRange, readRange } from './byte-range.policy.ts';
import { attachment } from './content-disposition.ts';
import { allowsRange, entityTag, matchesAny } from './entity-tag.ts';

/** What is served as a file is never run as a page of ours, and is kept by no cache on the way. */
export const OCTETS_HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'private, no-store, no-transform',
} as const;

/** Octets that are to follow. */
export interface OctetsWish {
  readonly range: ByteRange;
  /** Sets status and headers. */
  withHeaders(): FastifyReply;
}

/**
 * Reads what GET or HEAD asks of a file, and answers what needs no octets: 304, 416, HEAD (RFC 9110 §13, §14, §15.3.7).
 * @returns what is to be sent, or the reply that says it all
 * @throws AppError `range_not_satisfiable`
 */
export function readOctetsWish(
  file: ServedFile,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): OctetsWish | FastifyReply {
  const tag = entityTag(file);
  const isHead = request.method === 'HEAD';
  // Range is defined for GET only (RFC 9110 §14.2).
  const isRangeAllowed = !isHead && allowsRange(request.headers['if-range'] as string | undefined, tag);
  const wish = readRange(isRangeAllowed ? request.headers.range : undefined, file.sizeBytes);
  if (matchesAny(request.headers['if-none-match'], tag)) {
    return reply
      .code(304)
      .headers({ ...OCTETS_HEADERS, etag: tag })
      .send();
  }
  if (wish.kind === 'none') {
    reply.header('content-range', `bytes */${file.sizeBytes}`);
    throw new AppError('range_not_satisfiable', 'The file has no such octets.');
  }
  const range = wish.kind === 'part' ? wish : { start: 0, end: file.sizeBytes };
  const headers = {
    ...OCTETS_HEADERS,
    ...nameHeaders(file),
    etag: tag,
    'accept-ranges': 'bytes',
    'content-length': range.end - range.start,
    ...(wish.kind === 'part' && { 'content-range': `bytes ${range.start}-${range.end - 1}/${file.sizeBytes}` }),
  };
  const withHeaders = () => reply.code(wish.kind === 'part' ? 206 : 200).headers(headers);
  // An empty stream, as Fastify would measure anything else and tell its size instead.
  if (isHead) return withHeaders().send(Readable.from([]));
  return { range, withHeaders };
}

/** What is sealed end-to-end has no name and no type but its id. */
function nameHeaders({ id, name }: ServedFile): Record<string, string> {
  return {
    'content-type': servedMediaType(name?.mediaType ?? 'application/octet-stream'),
    'content-disposition': attachment(name?.path.at(-1) ?? id),
  };
}
