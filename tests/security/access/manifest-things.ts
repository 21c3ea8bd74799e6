import type { TestApi } from '@umschlag/api/testing';
import {
  createDraft,
  deliveryLinkToken,
  putOwnManifest,
  putRecipientManifest,
  recallDelivery,
  sendDelivery,
} from '@umschlag/core';
import { enrolTestKey, testFingerprint, testMessage } from '@umschlag/core/testing';
import { octetsOf } from '../../invariants/transfer/delivery.ts';
import { uploadSealedFile } from '../../invariants/transfer/upload-file.ts';
import type { Cast } from './people.ts';
import { type Make, SECRET_SUBJECT } from './thing.ts';

/** What nobody but its readers may be given; the server takes it for an encrypted message. */
const SECRET_MESSAGE = Buffer.concat([Buffer.of(0xc1), Buffer.from(SECRET_SUBJECT)]);

/** The key of somebody who has none by another line of the matrix. */
export async function freshKey(api: TestApi, accountId: string): Promise<string> {
  await api.deps.database.transaction((tx) =>
    tx.deleteFrom('account_keys').where('account_id', '=', accountId).execute(),
  );
  return enrolTestKey(api.deps, accountId);
}

export interface SealedDelivery {
  readonly id: string;
  readonly fileId: string;
  readonly recipientId: string;
  readonly token: string;
}

/** A delivery of level 3 whose recipient holds an access code. */
export async function sealedDelivery(
  api: TestApi,
  cast: Cast,
  { isSent = true, change = {} }: { isSent?: boolean; change?: Parameters<typeof createDraft>[2] } = {},
): Promise<SealedDelivery> {
  const { accountId, organisationId, email } = cast.owner;
  const sender = { accountId, organisationId: organisationId! };
  const id = await createDraft(api.deps, sender, {
    level: 3,
    subject: SECRET_SUBJECT,
    recipients: [cast.addressed.email],
    ...change,
  });
  const fileId = await uploadSealedFile(
    api,
    await api.signInAs({ accountId, organisationId, email }),
    id,
    octetsOf(500),
  );
  const { id: recipientId } = await api.deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  const fingerprint = await freshKey(api, accountId);
  await putOwnManifest(api.deps, accountId, id, { message: SECRET_MESSAGE, fingerprint });
  const forCode = { message: SECRET_MESSAGE, fingerprint: undefined };
  await putRecipientManifest(api.deps, accountId, { deliveryId: id, recipientId }, forCode);
  if (isSent) await sendDelivery(api.deps, accountId, id);
  return { id, fileId, recipientId, token: deliveryLinkToken(api.deps.keys, recipientId) };
}

const sealedLink: Make = async (api, cast, state) => {
  const { id, token } = await sealedDelivery(api, cast);
  if (state === 'recalled') await recallDelivery(api.deps, cast.owner.accountId, id);
  return { params: { token } };
};

/** How the things of the routes of manifests come to be. */
export const MANIFEST_THINGS: Readonly<Record<string, Make>> = {
  'GET /api/v1/deliveries/pending-releases': async () => ({}),
  'GET /api/v1/deliveries/:id/manifests/self': async (api, cast) => ({
    params: { id: (await sealedDelivery(api, cast)).id },
  }),
  'PUT /api/v1/deliveries/:id/manifests/self': async (api, cast) => ({
    params: { id: (await sealedDelivery(api, cast, { isSent: false })).id },
    query: { fingerprint: testFingerprint() },
    body: testMessage(),
  }),
  'PUT /api/v1/deliveries/:id/manifests/:recipientId': async (api, cast) => {
    const { id, recipientId } = await sealedDelivery(api, cast, { isSent: false });
    return { params: { id, recipientId }, query: { reader: 'code' }, body: testMessage() };
  },
  'GET /api/v1/deliveries/:id/files/:fileId/sealed': async (api, cast) => {
    const { id, fileId } = await sealedDelivery(api, cast);
    return { params: { id, fileId } };
  },
  'GET /api/v1/links/:token/manifest': sealedLink,
  'GET /api/v1/links/:token/sender-key': sealedLink,
  'PUT /api/v1/links/:token/manifest': async (api, cast, state) => ({
    ...(await sealedLink(api, cast, state)),
    query: { fingerprint: await freshKey(api, cast.addressed.accountId) },
    body: testMessage(),
  }),
  'POST /api/v1/links/:token/refusals': async (api, cast, state) => ({
    ...(await sealedLink(api, cast, state)),
    body: { reason: 'wrong_signer' },
  }),
};
