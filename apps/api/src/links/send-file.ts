import { type Deps, type DownloadWatch, openFile, type ResolvedLink, type ServedFile } from '@umschlag/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DownloadPlaces } from './download-places.ts';
import { fetchCount } from './fetch-count.ts';
import { holdingLastPiece } from './last-piece.ts';
import { sendOctets } from './octets-reply.ts';
import { type OctetsWish, readOctetsWish } from './octets-wish.ts';

export interface FileRequest {
  readonly link: ResolvedLink;
  readonly file: ServedFile;
  /** Id of the granted fetch, where downloads are limited. */
  readonly fetchId: string | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Answers GET or HEAD for one file: whole, one range, 304 or 416.
 * A limit counts when the response with the file's last octet has been handed to the connection; the file is fetched
 * when all its octets have been, in however many responses.
 * @throws AppError `range_not_satisfiable`; `too_many_requests` where octets are to follow and no place is free
 */
export async function sendFile(
  deps: Deps,
  watch: DownloadWatch,
  places: DownloadPlaces,
  wanted: FileRequest,
): Promise<FastifyReply> {
  const wish = readOctetsWish(wanted.file, wanted);
  if (!('range' in wish)) return wish;
  const { link, request, reply } = wanted;
  places.take({ linkId: link.recipient.id, clientAddress: request.ip }, reply.raw);
  return streamRange(deps, watch, wanted, wish);
}

async function streamRange(
  deps: Deps,
  watch: DownloadWatch,
  wanted: FileRequest,
  { range, withHeaders }: OctetsWish,
): Promise<FastifyReply> {
  const { link, file, reply } = wanted;
  const stop = new AbortController();
  const unwatch = watch.add(link, () => stop.abort());
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
