import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@umschlag/std';
import { findAccount } from '../accounts/index.ts';
import { describeReceived, listReceived, resolveLink } from '../links/index.ts';
import {
  createCaseworker,
  createCitizen,
  createTestDeps,
  type Person,
  type TestDeps,
  textOf,
} from '../testing/index.ts';
import {
  beginReply,
  changeDraft,
  createDraft,
  deliveryLink,
  deliveryLinkToken,
  deliveryMails,
  describeDelivery,
  discardDraft,
  listDeliveries,
  recallDelivery,
  sendDelivery,
} from './index.ts';
import { MAX_REPLIES } from './reply.policy.ts';

let deps: TestDeps;
let sender: Person & { organisationId: string };
let citizen: Person;

beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  sender = await createCaseworker(deps);
  citizen = await createCitizen(deps);
});

const refusal = (code: string, details = {}) => expect.objectContaining({ code, details });
const accountOf = async ({ accountId }: Person) => (await findAccount(deps.database.db, { id: accountId }))!;
const change = (set: { disabled_at: Date }, { accountId }: Person) =>
  deps.database.transaction((tx) => tx.updateTable('accounts').set(set).where('id', '=', accountId).execute());

async function recipientsOf(id: string): Promise<string[]> {
  const rows = await deps.database.db
    .selectFrom('delivery_recipients')
    .select('id')
    .where('delivery_id', '=', id)
    .orderBy('position')
    .execute();
  return rows.map((row) => row.id);
}

/** A delivery of level 2 to the citizen, by whom it is sent and what it is. */
async function sent(fields: object = {}) {
  const wish = { level: 2 as const, recipients: [citizen.email], message: 'Guten Tag', ...fields };
  const id = await createDraft(deps, sender, wish);
  await sendDelivery(deps, sender.accountId, id);
  const [recipientId] = await recipientsOf(id);
  return { id, recipientId: recipientId! };
}

async function linkOf(recipientId: string, reader: Person) {
  return resolveLink(deps, deps.database.db, deliveryLinkToken(deps.keys, recipientId), await accountOf(reader));
}

const reply = async (recipientId: string, by: Person = citizen) =>
  beginReply(deps, await accountOf(by), await linkOf(recipientId, by));

async function sentReply(recipientId: string, message = 'Gern') {
  const id = await reply(recipientId);
  await changeDraft(deps, citizen, id, { message });
  await sendDelivery(deps, citizen.accountId, id);
  return id;
}

describe('a reply', () => {
  test('is a draft of the recipient, at the level of what it answers, to its sender and nobody else', async () => {
    const { recipientId } = await sent();
    const { row, state, recipients, answered } = await describeDelivery(
      deps,
      citizen.accountId,
      await reply(recipientId),
    );
    expect([row.level, state, row.is_reply]).toEqual([2, 'draft', true]);
    expect(recipients.map((one) => one.row.email)).toEqual([sender.email]);
    expect(answered).toMatchObject({ sentAt: deps.clock.now(), path: expect.stringMatching(/^\/d\//) });
  });

  test('keeps level and recipient, whatever is asked for, also once what it answers is gone', async () => {
    const { id: answeredId, recipientId } = await sent();
    const id = await reply(recipientId);
    const tries = [{ level: 1 as const }, { level: 2 as const }, { recipients: ['x@example.org'] }, { recipients: [] }];
    const refuseAll = async () => {
      for (const fields of tries) {
        const [field] = Object.keys(fields);
        const refused = refusal('reply_is_fixed', { field });
        await expect(changeDraft(deps, citizen, id, { subject: 'kept from', ...fields })).rejects.toEqual(refused);
      }
      const { subject, row, recipients } = await describeDelivery(deps, citizen.accountId, id);
      expect([subject, row.level, recipients.length]).toEqual(['', 2, 1]);
    };
    await refuseAll();
    await recallDelivery(deps, sender.accountId, answeredId);
    await deps.database.transaction(async (tx) => {
      await tx.deleteFrom('deliveries').where('id', '=', answeredId).execute();
    });
    await refuseAll();
    const { answered, row } = await describeDelivery(deps, citizen.accountId, id);
    expect([row.reply_to, row.is_reply]).toEqual([null, true]);
    expect(answered).toMatchObject({ sentAt: null, path: null });
    await changeDraft(deps, citizen, id, { message: 'Trotzdem' });
    await sendDelivery(deps, citizen.accountId, id);
  });

  test('reaches the sender as a delivery does: by mail with the link only, and in the list', async () => {
    const { recipientId } = await sent({ subject: 'Bescheid', language: 'en' });
    deps.jobs.all.length = 0;
    const id = await sentReply(recipientId, 'Streng geheim');
    const [partner] = await recipientsOf(id);
    const { text, subject } = (await deliveryMails['delivery-notice']!.compose(deps, deps.database.db, partner!))!;
    expect(text).toContain(deliveryLink(deps, partner!));
    expect(text).toContain(citizen.email);
    // A citizen does not speak for the authority that wrote to them.
    expect(`${subject}${text}`).not.toMatch(/Streng geheim|Bescheid|Landratsamt/);
    const [entry] = await listReceived(deps, await accountOf(sender));
    expect(entry).toMatchObject({ sender: citizen.email, organisation: null, level: 2, isReply: true });
    const received = await describeReceived(deps, await linkOf(partner!, sender));
    expect(received).toMatchObject({ message: 'Streng geheim', sender: { organisation: null }, isReply: true });
  });

  test('is found from what it answers and the other way round, by its two partners only', async () => {
    const { id, recipientId } = await sent();
    const replyId = await sentReply(recipientId);
    const [partner] = await recipientsOf(replyId);
    const path = `/d/${deliveryLinkToken(deps.keys, partner!)}`;
    const now = deps.clock.now();
    const original = await describeDelivery(deps, sender.accountId, id);
    expect(original.answers).toEqual([{ recipientId, sentAt: now, path }]);
    const { deliveries } = await listDeliveries(deps, sender.accountId, { limit: 1 });
    expect(deliveries[0]).toMatchObject({ answerCount: 1, isReply: false });
    const read = await describeReceived(deps, await linkOf(recipientId, citizen));
    expect(read.replies).toEqual([{ id: replyId, state: 'active', createdAt: now, sentAt: now }]);
    expect((await listReceived(deps, await accountOf(citizen)))[0]!.answeredAt).toEqual(now);
    expect((await describeReceived(deps, await linkOf(partner!, sender))).answered).toEqual({ id, sentAt: now });
  });

  test('that is a draft, recalled or expired is no answer to its partner', async () => {
    const { id, recipientId } = await sent();
    const answers = async () => (await describeDelivery(deps, sender.accountId, id)).answers.length;
    await reply(recipientId);
    expect(await answers()).toBe(0);
    const recalled = await sentReply(recipientId);
    expect(await answers()).toBe(1);
    await recallDelivery(deps, citizen.accountId, recalled);
    expect(await answers()).toBe(0);
    expect((await listReceived(deps, await accountOf(citizen)))[0]!.answeredAt).toBeNull();
  });

  test('can be answered again, and so on', async () => {
    const { recipientId } = await sent();
    const [partner] = await recipientsOf(await sentReply(recipientId));
    const again = await reply(partner!, sender);
    const { row, recipients } = await describeDelivery(deps, sender.accountId, again);
    expect([row.is_reply, row.level, recipients[0]!.row.email]).toEqual([true, 2, citizen.email]);
    expect(row.organisation_id).toBe(sender.organisationId);
  });

  test('stands under the policy of the organisation that wrote', async () => {
    await deps.database.transaction((tx) =>
      tx
        .updateTable('organisations')
        .set({ max_expiry_days: 5, max_files: 3 })
        .where('id', '=', sender.organisationId)
        .execute(),
    );
    const { recipientId } = await sent();
    const id = await reply(recipientId);
    const { row, answered } = await describeDelivery(deps, citizen.accountId, id);
    expect([row.expiry_days, answered!.limits.maxFiles]).toEqual([5, 3]);
    const tooLong = changeDraft(deps, citizen, id, { expiryDays: 6 });
    await expect(tooLong).rejects.toEqual(refusal('expiry_out_of_policy', { max: 5 }));
  });

  test('counts among the notices that an account may cause in a day', async () => {
    const { recipientId } = await sent();
    const id = await reply(recipientId);
    await changeDraft(deps, citizen, id, { message: 'x' });
    const strict = { ...deps, noticesPerDay: 0 };
    await expect(sendDelivery(strict, citizen.accountId, id)).rejects.toMatchObject({ code: 'too_many_notices' });
  });
});

describe('a reply is refused', () => {
  test('to a delivery of level 1, whoever asks', async () => {
    const { recipientId } = await sent({ level: 1 });
    await expect(reply(recipientId)).rejects.toEqual(refusal('reply_not_available'));
    const link = await linkOf(recipientId, citizen);
    await expect(beginReply(deps, undefined, link)).rejects.toEqual(refusal('reply_not_available'));
  });

  test('to everybody but the addressed recipient, even if the link was resolved by that one', async () => {
    const { recipientId } = await sent();
    const link = await linkOf(recipientId, citizen);
    const notFound = refusal('not_found');
    const others = [
      await createCitizen(deps),
      sender,
      await createCaseworker(deps, { organisationId: sender.organisationId }),
    ];
    for (const other of others) {
      await expect(beginReply(deps, await accountOf(other), link)).rejects.toEqual(notFound);
    }
    await expect(beginReply(deps, undefined, link)).rejects.toEqual(notFound);
  });

  test('once what it answers was recalled or has expired, though the page was open before', async () => {
    const [recalled, expired] = [await sent(), await sent({ expiryDays: 1 })];
    const replier = await accountOf(citizen);
    const links = [await linkOf(recalled.recipientId, citizen), await linkOf(expired.recipientId, citizen)];
    await recallDelivery(deps, sender.accountId, recalled.id);
    deps.clock.advanceMs(DAY_MS);
    for (const link of links) await expect(beginReply(deps, replier, link)).rejects.toEqual(refusal('not_found'));
  });

  test('when the partner’s account is locked, at the beginning and when it is sent', async () => {
    const { recipientId } = await sent();
    const draft = await reply(recipientId);
    await changeDraft(deps, citizen, draft, { message: 'x' });
    await change({ disabled_at: deps.clock.now() }, sender);
    await expect(reply(recipientId)).rejects.toEqual(refusal('partner_gone'));
    await expect(sendDelivery(deps, citizen.accountId, draft)).rejects.toEqual(refusal('partner_gone'));
    expect((await describeDelivery(deps, citizen.accountId, draft)).state).toBe('draft');
  });

  test('when there are too many, also when all are begun at once; one that was discarded makes room', async () => {
    const { recipientId } = await sent();
    const link = await linkOf(recipientId, citizen);
    const replier = await accountOf(citizen);
    const begun = await Promise.allSettled(
      Array.from({ length: MAX_REPLIES + 3 }, () => beginReply(deps, replier, link)),
    );
    const ids = begun.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const refused = begun.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(ids).toHaveLength(MAX_REPLIES);
    expect(refused).toEqual(Array(3).fill(refusal('too_many_replies', { max: MAX_REPLIES })));
    await discardDraft(deps, citizen, ids[0]!);
    await beginReply(deps, replier, link);
  });
});

test('subject and message of a reply are not readable in the database, nor what it answers', async () => {
  const { recipientId } = await sent({ subject: 'Diagnose', message: 'Krankengeschichte' });
  const id = await sentReply(recipientId, 'Widerspruch');
  const { db } = deps.database;
  const rows = await db.selectFrom('deliveries').selectAll().where('id', '=', id).execute();
  expect(textOf(rows)).not.toMatch(/Diagnose|Krankengeschichte|Widerspruch/);
});
