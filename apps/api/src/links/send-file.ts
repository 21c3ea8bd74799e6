import { Readable } from 'node:stream';
import {
  type Deps,
  type DownloadWatch,
  openFile,
  type ReceivedFile,
  type ResolvedLink,
  servedMediaType,
} from '@umschlag/core';
import { AppError } from '@umschlag/std';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ByteRange, readRange } from './byte-range.policy.ts';
import { attachment } from './content-disposition.ts';
import { allowsRange, entityTag, matchesAny } from './entity-tag.ts';
import { fetchCount } from './fetch-count.ts';
import { holdingLastPiece } from './last-piece.ts';
import { sendOctets } from './octets-reply.ts';

/** What is served as a file is never run as a page of ours, and is kept by no cache on the way. */
export const OCTETS_HEADERS = {
  'content-security-policy': "sandbox; default-src 'none'",
  'cache-control': 'private, no-store, no-transform',
} as const;

export interface FileRequest {
  readonly link: ResolvedLink;
  readonly file: ReceivedFile;
  /** Id of the granted fetch, where downloads are limited. */
  readonly fetchId: string | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Answers GET or HEAD for one file: whole, one range, 304 or 416 (RFC 9110 §13, §14, §15.3.7).
 * A limit counts when the response with the file's last octet has been handed to the connection; the file is fetched
 * when all its octets have been, in however many responses.
 */
export async function sendFile(deps: Deps, watch: DownloadWatch, wanted: FileRequest): Promise<FastifyReply> {
  const { file, request, reply } = wanted;
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
    etag: tag,
    'accept-ranges': 'bytes',
    'content-type': servedMediaType(file.mediaType),
    'content-disposition': attachment(file.path.at(-1) ?? file.id),
    'content-length': range.end - range.start,
    ...(wish.kind === 'part' && { 'content-range': `bytes ${range.start}-${range.end - 1}/${file.sizeBytes}` }),
  };
  const withHeaders = () => reply.code(wish.kind === 'part' ? 206 : 200).headers(headers);
  // An empty stream, as Fastify would measure anything else and tell its size instead.
  if (isHead) return withHeaders().send(Readable.from([]));
  return streamRange(deps, watch, wanted, range, withHeaders);
}

async function streamRange(
  deps: Deps,
  watch: DownloadWatch,
  wanted: FileRequest,
  range: ByteRange,
  withHeaders: () => FastifyReply,
): Promise<FastifyReply> {
  const { link, file, reply } = wanted;
  const stop = new AbortController();
  const unwatch = watch.add(link.delivery, () => stop.abort());
  const count = fetchCount(deps, wanted, range, stop);
  const octets = openFile(deps, file, range, stop.signal);
  const source = count.claim ? holdingLastPiece(octets, count.claim) : octets;
  return sendOctets(reply, source, stop, {
    beforeHeaders: withHeaders,
    delivered: async () => {
      unwatch();
      await count.delivered();
    },
    cut: async (handedOctets) => {
      unwatch();
      await count.cut(handedOctets);
    },
  });
}
