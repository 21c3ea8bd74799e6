import type { ReceivedDelivery } from '@umschlag/contract';
import {
  type Account,
  beginReply,
  type Deps,
  DownloadWatch,
  describeReceived,
  grantDownload,
  listReceived,
  loadReceivedFile,
  markOpened,
  type ReceivedDeliveryView,
  requireGrant,
  resolveLink,
} from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';
import { DOWNLOAD_LIMITS, DownloadPlaces } from './download-places.ts';
import { ownSealedFile } from './own-sealed-file.ts';
import { sendArchive } from './send-archive.ts';
import { sendFile } from './send-file.ts';

function deliveryAnswer(view: ReceivedDeliveryView): ReceivedDelivery {
  return {
    ...view,
    level: view.level as ReceivedDelivery['level'],
    sentAt: view.sentAt.toISOString(),
    expiresAt: view.expiresAt.toISOString(),
    files: view.files.map((file) => ({ ...file, path: file.path && [...file.path] })),
    totalBytes: view.files.reduce((sum, file) => sum + file.sizeBytes, 0),
    answered: view.answered && { ...view.answered, sentAt: view.answered.sentAt.toISOString() },
    replies: view.replies.map(({ id, state, createdAt, sentAt }) => ({
      id,
      state,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
    })),
  };
}

/** The recipient's side of deliveries: whoever holds the link, and at level 2 is who it was sent to. */
export function links(api: Api, deps: Deps, limits = DOWNLOAD_LIMITS): void {
  const { db } = deps.database;
  const watch = new DownloadWatch(deps);
  const places = new DownloadPlaces(limits);
  api.addHook('onClose', async () => watch.close());
  const resolve = (token: string, account: Account | undefined) => resolveLink(deps, db, token, account);

  ownSealedFile(api, deps, watch, places);

  route(api, 'GET /api/v1/links/:token', async ({ params, account }) => ({
    delivery: deliveryAnswer(await describeReceived(deps, await resolve(params.token, account))),
  }));

  route(api, 'POST /api/v1/links/:token/opened', async ({ params, account }) => {
    const { recipient } = await resolve(params.token, account);
    await markOpened(deps, recipient.id);
  });

  route(api, 'POST /api/v1/links/:token/claims', async ({ params, account, body }) => {
    const link = await resolve(params.token, account);
    const file = await loadReceivedFile(deps, db, link, body.fileId);
    const grant = await grantDownload(deps, link, file);
    return { grant, path: `/api/v1/links/${params.token}/files/${file.id}?${new URLSearchParams({ grant })}` };
  });

  route(api, 'GET /api/v1/links/:token/files/:fileId', async ({ params, query, account, request, reply }) => {
    const link = await resolve(params.token, account);
    const file = await loadReceivedFile(deps, db, link, params.fileId);
    const grant = await requireGrant(deps, link, file, query.grant);
    return sendFile(deps, watch, places, { link, file, fetchId: grant?.fetchId, request, reply });
  });

  route(api, 'GET /api/v1/links/:token/archive', async ({ params, account, request, reply }) => {
    const link = await resolve(params.token, account);
    return sendArchive(deps, watch, places, { link, request, reply });
  });

  route(api, 'POST /api/v1/links/:token/replies', async ({ params, account }) => ({
    deliveryId: await beginReply(deps, account, await resolve(params.token, account)),
  }));

  route(api, 'GET /api/v1/received', async ({ account }) => {
    const entries = await listReceived(deps, account);
    return {
      deliveries: entries.map((entry) => ({
        ...entry,
        level: entry.level as ReceivedDelivery['level'],
        sentAt: entry.sentAt.toISOString(),
        expiresAt: entry.expiresAt.toISOString(),
        answeredAt: entry.answeredAt?.toISOString() ?? null,
      })),
    };
  });
}
