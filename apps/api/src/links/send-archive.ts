import { Readable } from 'node:stream';
import {
  type Deps,
  type DownloadWatch,
  isEndToEnd,
  loadReceivedFiles,
  openFile,
  type ResolvedLink,
} from '@umschlag/core';
import { AppError } from '@umschlag/std';
import { zipArchive } from '@umschlag/std/zip';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { archiveCount } from './archive-count.ts';
import { attachment } from './content-disposition.ts';
import type { DownloadPlaces } from './download-places.ts';
import { sendOctets } from './octets-reply.ts';
import { OCTETS_HEADERS } from './octets-wish.ts';

/**
 * Answers GET or HEAD for all files as one ZIP archive. Its size is not known beforehand; a cut archive lacks the end
 * of the chunked coding and its own end record, so nothing takes it for whole. What counts of it is {@link archiveCount}'s.
 * @throws AppError `download_claim_required` where downloads are limited, `archive_not_available` at levels 3 and 4,
 *   `too_many_requests` where no place is free
 */
export async function sendArchive(
  deps: Deps,
  watch: DownloadWatch,
  places: DownloadPlaces,
  { link, request, reply }: { link: ResolvedLink; request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const { delivery, recipient } = link;
  if (isEndToEnd(delivery.level)) {
    throw new AppError('archive_not_available', 'The server cannot open these files; the browser makes the archive.');
  }
  if (delivery.download_limit !== null) {
    throw new AppError('download_claim_required', 'Files of limited number are fetched one by one.');
  }
  const files = await loadReceivedFiles(deps, deps.database.db, link);
  const withHeaders = () =>
    reply.headers({
      ...OCTETS_HEADERS,
      'content-type': 'application/zip',
      'content-disposition': attachment(`${delivery.sent_at.toISOString().slice(0, 10)}.zip`),
    });
  if (request.method === 'HEAD') return withHeaders().send(Readable.from([]));
  places.take({ linkId: recipient.id, clientAddress: request.ip }, reply.raw);
  const stop = new AbortController();
  const unwatch = watch.add(link, () => stop.abort());
  const count = archiveCount(deps, recipient.id);
  const members = files.map((file) => ({
    path: file.name?.path ?? [file.id],
    sizeBytes: file.sizeBytes,
    open: () => openFile(deps, file, { start: 0, end: file.sizeBytes }, stop.signal),
    written: (endOctets: number) => count.written(file.id, endOctets),
  }));
  return sendOctets(reply, zipArchive(members, delivery.sent_at), stop, {
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
