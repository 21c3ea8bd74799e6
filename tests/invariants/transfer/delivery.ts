import type { TestApi, TestSession } from '@umschlag/api/testing';
import { createDraft, deliveryLinkToken, sendDelivery } from '@umschlag/core';
import { uploadFile } from './upload-file.ts';

/** Octets that differ everywhere, so that a misplaced stretch is noticed. */
export function octetsOf(length: number, seed = 1): Uint8Array<ArrayBuffer> {
  const words = new Uint32Array(Math.ceil(length / 4));
  let state = seed >>> 0 || 1;
  for (let at = 0; at < words.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[at] = state;
  }
  return new Uint8Array(words.buffer, 0, length);
}

export async function newSender(api: TestApi): Promise<TestSession> {
  return api.signInAs(await api.createCaseworker());
}

export function newDraft(
  api: TestApi,
  sender: TestSession,
  change: Parameters<typeof createDraft>[2] = {},
): Promise<string> {
  const from = { accountId: sender.accountId, organisationId: sender.organisationId! };
  return createDraft(api.deps, from, { level: 1, recipients: ['buerger@example.org'], ...change });
}

export interface SentDelivery {
  readonly id: string;
  readonly sender: TestSession;
  readonly fileIds: readonly string[];
  /** Of the recipients, in order. */
  readonly tokens: readonly string[];
  readonly recipientIds: readonly string[];
}

/** Writes, uploads and sends. */
export async function sentDelivery(
  api: TestApi,
  files: readonly { path: string[]; octets: Uint8Array; mediaType?: string }[],
  change: Parameters<typeof createDraft>[2] = {},
): Promise<SentDelivery> {
  const sender = await newSender(api);
  const id = await newDraft(api, sender, change);
  const fileIds: string[] = [];
  for (const file of files) fileIds.push(await uploadFile(api, sender, id, file));
  await sendDelivery(api.deps, sender.accountId, id);
  const recipients = await api.deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .orderBy('position')
    .execute();
  const recipientIds = recipients.map((row) => row.id);
  const tokens = recipientIds.map((recipientId) => deliveryLinkToken(api.deps.keys, recipientId));
  return { id, sender, fileIds, tokens, recipientIds };
}
