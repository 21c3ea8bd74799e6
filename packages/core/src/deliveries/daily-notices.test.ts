import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS } from '@umschlag/std';
import { createCaseworker, createTestDeps, type TestDeps } from '../testing/index.ts';
import { createDraft, describeDelivery, resendNotice, sendDelivery } from './index.ts';

const PER_DAY = 10;
let deps: TestDeps;
let sender: { accountId: string; organisationId: string };
beforeAll(async () => {
  deps = { ...(await createTestDeps()), noticesPerDay: PER_DAY };
});
afterAll(() => deps.close());
beforeEach(async () => {
  sender = await createCaseworker(deps);
  deps.jobs.all.length = 0;
});

const addresses = (count: number) => Array.from({ length: count }, (_, at) => `person-${at}@example.org`);
const draft = (recipients: number) =>
  createDraft(deps, sender, { recipients: addresses(recipients), message: 'Guten Tag', level: 1 });
const send = (id: string) => sendDelivery(deps, sender.accountId, id);
const view = (id: string) => describeDelivery(deps, sender.accountId, id);
const refusal = (left: number, retryAfterSeconds = DAY_MS / 1000) =>
  expect.objectContaining({ code: 'too_many_notices', details: { max: PER_DAY, left, retryAfterSeconds } });

describe('notices of one account in a day', () => {
  test('are refused past the limit before anything is sent, and the draft stays as it was', async () => {
    await send(await draft(7));
    const id = await draft(4);
    await expect(send(id)).rejects.toEqual(refusal(3));
    expect(deps.jobs.of('mail.send')).toHaveLength(7);
    expect(await view(id)).toMatchObject({ state: 'draft', message: 'Guten Tag' });
    expect((await view(id)).recipients).toHaveLength(4);
    // What was refused has used nothing up.
    await send(await draft(3));
    expect(deps.jobs.of('mail.send')).toHaveLength(10);
  });

  test('go on a day after the first of them', async () => {
    await send(await draft(PER_DAY));
    deps.clock.advanceMs(DAY_MS - HOUR_MS);
    const id = await draft(1);
    await expect(send(id)).rejects.toEqual(refusal(0, HOUR_MS / 1000));
    deps.clock.advanceMs(HOUR_MS);
    await send(id);
    expect((await view(id)).state).toBe('active');
  });

  test('are counted when they are sent again too', async () => {
    const id = await draft(PER_DAY - 1);
    await send(id);
    const [first, second] = (await view(id)).recipients.map(({ row }) => row.id) as [string, string];
    deps.clock.advanceMs(HOUR_MS);
    await resendNotice(deps, sender.accountId, id, first);
    await expect(resendNotice(deps, sender.accountId, id, second)).rejects.toEqual(refusal(0, 23 * 3600));
    expect(deps.jobs.of('mail.send')).toHaveLength(PER_DAY);
  });

  test('do not pass the limit when all are sent at once', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, () => draft(3)));
    const outcomes = await Promise.allSettled(ids.map(send));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(deps.jobs.of('mail.send')).toHaveLength(9);
  });

  test('of more recipients than a day has are never sent, and use nothing up', async () => {
    await expect(send(await draft(PER_DAY + 1))).rejects.toEqual(refusal(PER_DAY));
    await send(await draft(PER_DAY));
  });

  test('are nobody else’s', async () => {
    await send(await draft(PER_DAY));
    sender = await createCaseworker(deps, { organisationId: sender.organisationId });
    await send(await draft(PER_DAY));
  });
});
