import type { Account, CaseworkerAccount, Deps } from '@umschlag/core';
import {
  changeDraft,
  changeExpiry,
  createDraft,
  describeDelivery,
  discardDraft,
  discardFile,
  listDeliveries,
  recallDelivery,
  resendNotice,
  revealLink,
  type Sender,
  sendDelivery,
} from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';
import { deliveryAnswer, summaryAnswer } from './delivery-answers.ts';

function senderOf(account: CaseworkerAccount): Sender {
  return { accountId: account.id, organisationId: account.organisation.id };
}

/** The sender's side of deliveries: drafts, sending, and what becomes of them. */
export function deliveries(api: Api, deps: Deps): void {
  const answer = async (account: Account, id: string) => ({
    delivery: deliveryAnswer(await describeDelivery(deps, account.id, id)),
  });

  route(api, 'GET /api/v1/deliveries', async ({ account, query }) => {
    const { deliveries: entries, nextCursor } = await listDeliveries(deps, account.id, {
      ...query,
      limit: query.limit ?? 50,
    });
    return { deliveries: entries.map(summaryAnswer), nextCursor };
  });

  route(api, 'POST /api/v1/deliveries', async ({ account, body }) =>
    answer(account, await createDraft(deps, senderOf(account), body)),
  );

  route(api, 'GET /api/v1/deliveries/:id', async ({ account, params }) => answer(account, params.id));

  route(api, 'PATCH /api/v1/deliveries/:id', async ({ account, params, body }) => {
    await changeDraft(deps, { accountId: account.id }, params.id, body);
    return answer(account, params.id);
  });

  route(api, 'DELETE /api/v1/deliveries/:id', async ({ account, params }) => {
    await discardDraft(deps, { accountId: account.id }, params.id);
  });

  route(api, 'DELETE /api/v1/deliveries/:id/files/:fileId', async ({ account, params }) => {
    await discardFile(deps, { accountId: account.id }, params.id, params.fileId);
  });

  route(api, 'POST /api/v1/deliveries/:id/send', async ({ account, params, body }) => {
    await sendDelivery(deps, account.id, params.id, body);
    return answer(account, params.id);
  });

  route(api, 'POST /api/v1/deliveries/:id/recall', async ({ account, params }) => {
    await recallDelivery(deps, account.id, params.id);
    return answer(account, params.id);
  });

  route(api, 'PATCH /api/v1/deliveries/:id/expiry', async ({ account, params, body }) => {
    await changeExpiry(deps, account.id, params.id, new Date(body.expiresAt));
    return answer(account, params.id);
  });

  route(api, 'POST /api/v1/deliveries/:id/recipients/:recipientId/resend', async ({ account, params }) => {
    await resendNotice(deps, account.id, params.id, params.recipientId);
    return answer(account, params.id);
  });

  route(api, 'GET /api/v1/deliveries/:id/recipients/:recipientId/link', async ({ account, params }) => ({
    link: await revealLink(deps, account.id, params.id, params.recipientId),
  }));
}
