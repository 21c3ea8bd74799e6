import type { TestApi, TestSession } from '@umschlag/api/testing';
import { deliveryLinkToken, putOwnManifest, putRecipientManifest, sendDelivery } from '@umschlag/core';
import { enrolTestKey, testMessage } from '@umschlag/core/testing';
import { newDraft, newSender } from './delivery.ts';
import { type ClientUpload, declareSealed, sealedPart, sendParts } from './upload-file.ts';

export interface SealedDelivery {
  readonly id: string;
  readonly sender: TestSession;
  /** The addressed citizen, signed in. */
  readonly reader: TestSession;
  readonly fileId: string;
  readonly recipientId: string;
  readonly token: string;
  /** The object as it was uploaded. */
  readonly sealed: Buffer;
}

/** Octets of a file as its sender's browser seals them. */
export async function sealedObject(upload: ClientUpload): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for (let number = 1; number <= upload.state.partCount; number++) parts.push(await sealedPart(upload, number));
  return Buffer.concat(parts);
}

/** Writes, uploads and sends one file at level 3, for a recipient with an access code. */
export async function sealedDelivery(
  api: TestApi,
  octets: Uint8Array,
  change: Parameters<typeof newDraft>[2] = {},
): Promise<SealedDelivery> {
  const sender = await newSender(api);
  const reader = await api.signInAs(await api.createCitizen());
  const id = await newDraft(api, sender, { level: 3, recipients: [reader.email], ...change });
  const upload = await declareSealed(api, sender, id, octets);
  const fileId = await sendParts(api, upload);
  const { id: recipientId } = await api.deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .executeTakeFirstOrThrow();
  const fingerprint = await enrolTestKey(api.deps, sender.accountId);
  await putOwnManifest(api.deps, sender.accountId, id, { message: testMessage(), fingerprint });
  const forCode = { message: testMessage(), fingerprint: undefined };
  await putRecipientManifest(api.deps, sender.accountId, { deliveryId: id, recipientId }, forCode);
  await sendDelivery(api.deps, sender.accountId, id);
  const token = deliveryLinkToken(api.deps.keys, recipientId);
  return { id, sender, reader, fileId, recipientId, token, sealed: await sealedObject(upload) };
}
