import {
  type Account,
  type Deps,
  listPendingReleases,
  loadOwnManifest,
  loadReceivedManifest,
  loadSenderKeys,
  putOwnManifest,
  putRecipientManifest,
  replaceReceivedManifest,
  reportRefusal,
  resolveLink,
  type StoredManifest,
} from '@umschlag/core';
import { AppError, nothingHere } from '@umschlag/std';
import type { FastifyReply } from 'fastify';
import type { Api } from '../api.ts';
import { publishedAnswer, publishedFormerAnswer } from '../keys/key-answers.ts';
import { OCTETS_HEADERS } from '../links/octets-wish.ts';
import { route } from '../plugins/route.ts';
import { readSealedBody } from './sealed-body.ts';

/** Levels 3 and 4: sealed manifests come and go through here, and nothing opens them. */
export function manifests(api: Api, deps: Deps): void {
  const resolve = (token: string, account: Account | undefined) => resolveLink(deps, deps.database.db, token, account);

  route(api, 'GET /api/v1/deliveries/pending-releases', async ({ account }) => {
    const releases = await listPendingReleases(deps, account.id);
    return {
      releases: releases.map((one) => ({ ...one, enrolledAt: one.enrolledAt?.toISOString() ?? null })),
    };
  });

  route(api, 'GET /api/v1/deliveries/:id/manifests/self', async ({ account, params, reply }) =>
    sendManifest(reply, await loadOwnManifest(deps, account.id, params.id)),
  );

  route(api, 'PUT /api/v1/deliveries/:id/manifests/self', async ({ account, params, query, request }) => {
    const message = await readSealedBody(request);
    await putOwnManifest(deps, account.id, params.id, { message, fingerprint: query.fingerprint });
  });

  route(api, 'PUT /api/v1/deliveries/:id/manifests/:recipientId', async ({ account, params, query, request }) => {
    const fingerprint = readerOf(query);
    const message = await readSealedBody(request);
    const { id: deliveryId, recipientId } = params;
    await putRecipientManifest(deps, account.id, { deliveryId, recipientId }, { message, fingerprint });
  });

  route(api, 'GET /api/v1/links/:token/manifest', async ({ params, account, reply }) =>
    sendManifest(reply, await loadReceivedManifest(deps, await resolve(params.token, account))),
  );

  route(api, 'GET /api/v1/links/:token/sender-key', async ({ params, account }) => {
    const { key, formerKeys } = await loadSenderKeys(deps, await resolve(params.token, account));
    return { key: key && publishedAnswer(key), formerKeys: formerKeys.map(publishedFormerAnswer) };
  });

  route(api, 'PUT /api/v1/links/:token/manifest', async ({ params, query, account, request }) => {
    const link = await resolve(params.token, account);
    // At level 1 nobody need be signed in, and there is no manifest either.
    if (!account) throw nothingHere();
    const message = await readSealedBody(request);
    await replaceReceivedManifest(deps, link, account, { message, fingerprint: query.fingerprint });
  });

  route(api, 'POST /api/v1/links/:token/refusals', async ({ params, body, account }) => {
    await reportRefusal(deps, await resolve(params.token, account), body.reason);
  });
}

/** @returns the key's fingerprint; `undefined` for an access code. @throws AppError `invalid_request` */
function readerOf({ reader, fingerprint }: { reader: 'key' | 'code'; fingerprint?: string }): string | undefined {
  if ((reader === 'key') === (fingerprint !== undefined)) return fingerprint;
  throw new AppError('invalid_request', 'A key has a fingerprint, an access code has none.', {
    details: { part: 'query', field: 'fingerprint' },
  });
}

function sendManifest(reply: FastifyReply, { message, revision }: StoredManifest): FastifyReply {
  return reply
    .headers({ ...OCTETS_HEADERS, 'content-type': 'application/octet-stream', etag: `"${revision}"` })
    .send(message);
}
