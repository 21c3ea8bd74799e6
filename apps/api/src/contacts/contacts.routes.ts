import { loadContactList, putContactList } from '@umschlag/core';
import type { Feature } from '../api.ts';
import { ownerOf } from '../keys/account-key.routes.ts';
import { OCTETS_HEADERS } from '../links/octets-wish.ts';
import { readSealedBody } from '../manifests/sealed-body.ts';
import { route } from '../plugins/route.ts';

/** Whose key was which, sealed by whoever remembers it: the server is only its keeper. */
export const contacts: Feature = (api, deps) => {
  route(api, 'GET /api/v1/account/contacts', async ({ account, reply }) => {
    const { message, revision, fingerprint } = await loadContactList(deps, account.id);
    return reply
      .headers({
        ...OCTETS_HEADERS,
        'content-type': 'application/octet-stream',
        etag: `"${revision}"`,
        'openpgp-fingerprint': fingerprint,
      })
      .send(message);
  });

  route(api, 'PUT /api/v1/account/contacts', async ({ account, caller, query, request }) => {
    const message = await readSealedBody(request);
    await putContactList(deps, ownerOf(account, caller), { message, ...query });
  });
};
