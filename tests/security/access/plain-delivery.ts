import type { TestApi } from '@umschlag/api/testing';
import { deliveryLinkToken, sendDelivery } from '@umschlag/core';
import { newDraft, octetsOf } from '../../invariants/transfer/delivery.ts';
import { uploadFile } from '../../invariants/transfer/upload-file.ts';
import type { Cast } from './people.ts';
import { SECRET_SUBJECT } from './thing.ts';

export const FILE = { path: ['Bescheid.pdf'], octets: octetsOf(5000) };

/** A draft of the owner, with a file, to the addressed citizen. */
export async function draft(api: TestApi, cast: Cast, change: Parameters<typeof newDraft>[2] = {}) {
  const id = await newDraft(
    api,
    { ...cast.owner, cookie: '' },
    {
      subject: SECRET_SUBJECT,
      recipients: [cast.addressed.email],
      ...change,
    },
  );
  // Another line of the matrix may have ended the owner’s sessions.
  return { id, fileId: await uploadFile(api, await api.signInAs(cast.owner), id, FILE) };
}

/** The same, sent. */
export async function sent(api: TestApi, cast: Cast, change: Parameters<typeof newDraft>[2] = {}) {
  const { id, fileId } = await draft(api, cast, change);
  await sendDelivery(api.deps, cast.owner.accountId, id);
  const { id: recipientId } = await api.deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  return { id, fileId, recipientId, token: deliveryLinkToken(api.deps.keys, recipientId) };
}
