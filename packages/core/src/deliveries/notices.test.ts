import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailer, type Mailer } from '@umschlag/mailer';
import { startCatcher } from '@umschlag/mailer/catcher';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@umschlag/std';
import { LOST_AFTER_MS, resumeLostMails, sendMail } from '../mail/index.ts';
import { createCaseworker, createTestDeps, type TestDeps } from '../testing/index.ts';
import { createDraft, deliveryMails, describeDelivery, resendNotice, sendDelivery } from './index.ts';

const FROM = { name: 'Umschlag', address: 'umschlag@example.org' };

let deps: TestDeps;
let catcher: Awaited<ReturnType<typeof startCatcher>>;
/** Reaches the catcher. */
let mailer: Mailer;
/** Reaches nothing. */
let downMailer: Mailer;
let sender: { accountId: string; organisationId: string };

beforeAll(async () => {
  deps = await createTestDeps();
  catcher = await startCatcher({ smtpPort: 0, webPort: 0 });
  const server = { host: '127.0.0.1', port: catcher.smtpPort, ca: catcher.certificate };
  mailer = createMailer({ ...server, from: FROM, policy: 'verify' });
  downMailer = createMailer({ host: '127.0.0.1', port: 1, from: FROM, policy: 'encrypt' });
});
afterAll(async () => {
  mailer.close();
  downMailer.close();
  await catcher.close();
  await deps.close();
});
beforeEach(async () => {
  sender = await createCaseworker(deps);
  await deps.database.transaction((tx) => tx.deleteFrom('mails').execute());
  deps.jobs.all.length = 0;
});

async function sent(): Promise<string> {
  const recipients = ['erika@example.org'];
  const id = await createDraft(deps, sender, { recipients, message: 'Guten Tag', level: 1, expiryDays: 14 });
  await sendDelivery(deps, sender.accountId, id);
  return id;
}
const recipientOf = async (id: string) => (await describeDelivery(deps, sender.accountId, id)).recipients[0]!.row;
/** Takes the jobs out of the queue, as one who runs them or loses them. */
const takeJobs = () => deps.jobs.all.splice(0).map((job) => job.data as { mailId: string });
async function runJobs(through: Mailer): Promise<void> {
  for (const job of takeJobs()) await sendMail(deps, through, deliveryMails, job);
}
/** @returns how many mails arrived by it */
async function arrivingBy(run: () => Promise<void>): Promise<number> {
  const before = catcher.mails().length;
  await run();
  return catcher.mails().length - before;
}
const resume = () => resumeLostMails(deps, deliveryMails);

describe('a notice whose job got lost', () => {
  test('gets a new one after five hours, once, and arrives', async () => {
    const id = await sent();
    takeJobs();
    deps.clock.advanceMs(LOST_AFTER_MS - 1);
    expect(await resume()).toBe(0);
    deps.clock.advanceMs(1);
    expect([await resume(), await resume(), deps.jobs.of('mail.send').length]).toEqual([1, 0, 1]);
    expect(await arrivingBy(() => runJobs(mailer))).toBe(1);
    expect(await recipientOf(id)).toMatchObject({ mail_state: 'mailed' });
    deps.clock.advanceMs(LOST_AFTER_MS);
    expect(await resume()).toBe(0);
  });

  test('gets one also while it waits for a mail server, but not while the next try is ahead', async () => {
    await sent();
    for (let tries = 0; tries < 12; tries++) {
      await runJobs(downMailer);
      const [next] = deps.jobs.all;
      deps.clock.advanceMs(next!.startAfter!.getTime() - deps.clock.now().getTime());
      expect(await resume()).toBe(0);
    }
    takeJobs();
    deps.clock.advanceMs(LOST_AFTER_MS);
    expect([await resume(), deps.jobs.of('mail.send').length]).toEqual([1, 1]);
  });

  test('is given up when its time is over: the sender sees it and is told by mail', async () => {
    const id = await sent();
    takeJobs();
    deps.clock.advanceMs(5 * DAY_MS);
    expect([await resume(), await resume()]).toEqual([1, 0]);
    expect(await recipientOf(id)).toMatchObject({ mail_state: 'bounced' });
    expect(await arrivingBy(() => runJobs(mailer))).toBe(1);
    const told = catcher.mails().find(({ text }) => text.includes(`/deliveries/${id}`));
    expect(told?.text).toContain('erika@example.org');
    expect(told?.text.replaceAll(/\s+/g, ' ')).toContain('trotz mehrerer Versuche nicht angenommen');
  });
});

describe('a notice that is sent again', () => {
  test('takes the place of the one that waits: one mail arrives, and it alone settles', async () => {
    const id = await sent();
    await runJobs(downMailer);
    const waiting = takeJobs();
    deps.clock.advanceMs(5 * MINUTE_MS);
    await resendNotice(deps, sender.accountId, id, (await recipientOf(id)).id);
    expect(await arrivingBy(() => runJobs(mailer))).toBe(1);
    deps.clock.advanceMs(HOUR_MS);
    expect(await arrivingBy(() => sendMail(deps, downMailer, deliveryMails, waiting[0]!))).toBe(0);
    expect(await recipientOf(id)).toMatchObject({ mail_state: 'mailed' });
    expect(deps.jobs.all).toEqual([]);
  });

  test('while the first is on its way, is the one that settles', async () => {
    const id = await sent();
    const again = async () => resendNotice(deps, sender.accountId, id, (await recipientOf(id)).id);
    deps.clock.advanceMs(5 * MINUTE_MS);
    const slow: Mailer = {
      ...mailer,
      send: async (...mail) => {
        const outcome = await downMailer.send(...mail);
        await again();
        return outcome;
      },
    };
    const [first] = takeJobs();
    await sendMail(deps, slow, deliveryMails, first!);
    expect([await recipientOf(id), deps.jobs.all.length]).toMatchObject([{ mail_state: 'queued' }, 1]);
    expect(await arrivingBy(() => runJobs(mailer))).toBe(1);
    expect(await recipientOf(id)).toMatchObject({ mail_state: 'mailed' });
  });
});
