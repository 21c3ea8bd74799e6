import { type Deps, type DownloadWatch, loadOwnSealedFile, openFile } from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';
import type { DownloadPlaces } from './download-places.ts';
import { sendOctets } from './octets-reply.ts';
import { readOctetsWish } from './octets-wish.ts';

/**
 * The sender reads own files of levels 3 and 4 again. Counts nothing, but takes its place among the downloads of this
 * process and ends with the delivery as they do.
 */
export function ownSealedFile(api: Api, deps: Deps, watch: DownloadWatch, places: DownloadPlaces): void {
  route(api, 'GET /api/v1/deliveries/:id/files/:fileId/sealed', async ({ account, params, request, reply }) => {
    const { delivery, file } = await loadOwnSealedFile(deps, account.id, params.id, params.fileId);
    const wish = readOctetsWish(file, { request, reply });
    if (!('range' in wish)) return wish;
    places.take({ linkId: delivery.id, clientAddress: request.ip }, reply.raw);
    const stop = new AbortController();
    const { id, expires_at } = delivery;
    const unwatch = expires_at ? watch.add({ delivery: { id, expires_at } }, () => stop.abort()) : () => undefined;
    const over = async () => unwatch();
    return sendOctets(reply, openFile(deps, file, wish.range, stop.signal), stop, {
      beforeHeaders: () => void wish.withHeaders(),
      delivered: over,
      cut: over,
    });
  });
}
