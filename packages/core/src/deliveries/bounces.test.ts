import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailer, type Mailer } from '@umschlag/mailer';
import { startCatcher } from '@umschlag/mailer/catcher';
import { type SmtpFaults, startTestSmtpServer } from '@umschlag/mailer/testing';
import { DAY_MS } from '@umschlag/std';
import { sendMail } from '../mail/index.ts';
import { createCaseworker, createTestDeps, type Person, type TestDeps } from '../testing/index.ts';
import { createDraft, deliveryMails, describeDelivery, sendDelivery } from './index.ts';

const FROM = { name: 'Umschlag', address: 'umschlag@example.org' };
const ERIKA = 'erika@example.org';

let deps: TestDeps;
let catcher: Awaited<ReturnType<typeof startCatcher>>;
/** The sender's own mail server, which takes everything. */
let senders: Mailer;
let sender: Person & { organisationId: string };
const toClose: { close(): unknown }[] = [];

beforeAll(async () => {
  deps = await createTestDeps();
  catcher = await startCatcher({ smtpPort: 0, webPort: 0 });
  senders = mailerTo(catcher.smtpPort);
});
afterAll(async () => {
  senders.close();
  await catcher.close();
  await deps.close();
});
beforeEach(async () => {
  sender = await createCaseworker(deps);
  deps.jobs.all.length = 0;
});
afterEach(async () => {
  for (const open of toClose.splice(0).reverse()) await open.close();
});

const mailerTo = (port: number) => createMailer({ host: '127.0.0.1', port, from: FROM, policy: 'encrypt' });

async function recipientsServer(faults: SmtpFaults): Promise<Mailer> {
  const server = await startTestSmtpServer(faults);
  const mailer = mailerTo(server.port);
  toClose.push(server, mailer);
  return mailer;
}

async function sent(): Promise<string> {
  const id = await createDraft(deps, sender, { recipients: [ERIKA], message: 'Guten Tag', level: 1, expiryDays: 14 });
  await sendDelivery(deps, sender.accountId, id);
  return id;
}
const recipientOf = async (id: string) => (await describeDelivery(deps, sender.accountId, id)).recipients[0]!.row;

/** Runs the one job that waits, at its time. @returns the kind of mail that it was to send */
async function runJob(through: Mailer): Promise<string> {
  const [job, ...others] = deps.jobs.all.splice(0);
  expect(others).toEqual([]);
  const data = job!.data as { mailId: string };
  const waitMs = (job!.startAfter?.getTime() ?? 0) - deps.clock.now().getTime();
  if (waitMs > 0) deps.clock.advanceMs(waitMs);
  await sendMail(deps, through, deliveryMails, data);
  const { kind } = await deps.database.db
    .selectFrom('mails')
    .select('kind')
    .where('id', '=', data.mailId)
    .executeTakeFirstOrThrow();
  return kind;
}

/** What the sender gets by mail while the one job that waits is run. */
async function told(): Promise<string[]> {
  const before = new Set(catcher.mails().map(({ id }) => id));
  expect(await runJob(senders)).toBe('delivery-bounced');
  const mails = catcher.mails().filter(({ id }) => !before.has(id));
  expect(mails.map(({ to }) => to)).toEqual([[sender.email]]);
  return mails.map(({ text }) => text.replaceAll(/\s+/g, ' '));
}

describe('a recipient who cannot be reached', () => {
  test.each<[string, SmtpFaults, number, { mail_state: string; mail_reason: unknown }, string]>([
    [
      'whose mailbox is refused for good, at the first try',
      { rejectRecipient: { [ERIKA]: { code: 550, message: '5.1.1 no such user' } } },
      1,
      { mail_state: 'bounced', mail_reason: 'RCPT TO: 550 5.1.1 no such user' },
      'hat die Nachricht endgültig abgelehnt',
    ],
    [
      'whose server does no TLS, at the fourth try',
      { noStartTls: true },
      4,
      { mail_state: 'letter', mail_reason: expect.stringMatching(/^no_tls: /) },
      'kam keine sichere Verbindung zustande',
    ],
  ])('%s: the sender sees it, and is told by mail why', async (_who, faults, tries, shown, sentence) => {
    const id = await sent();
    const theirs = await recipientsServer(faults);
    for (let at = 1; at <= tries; at++) {
      expect((await recipientOf(id)).mail_state).toBe(at === 1 ? 'queued' : 'waiting');
      expect(await runJob(theirs)).toBe('delivery-notice');
    }
    expect(await recipientOf(id)).toMatchObject(shown);
    const [mail] = await told();
    for (const part of [ERIKA, sentence, `${deps.publicUrl}/deliveries/${id}`]) expect(mail).toContain(part);
    expect(deps.jobs.all).toEqual([]);
  });

  test('whose server takes nothing for five days: the sender sees it, and is told by mail why', async () => {
    const id = await sent();
    const busy = { code: 451, message: '4.2.1 mailbox busy' };
    const theirs = await recipientsServer({ rejectRecipient: { [ERIKA]: busy } });
    const shown = { mail_reason: 'retry: RCPT TO: 451 4.2.1 mailbox busy' };
    expect(await runJob(theirs)).toBe('delivery-notice');
    expect(await recipientOf(id)).toMatchObject({ mail_state: 'waiting', ...shown });
    deps.clock.advanceMs(5 * DAY_MS);
    expect(await runJob(theirs)).toBe('delivery-notice');
    expect(await recipientOf(id)).toMatchObject({ mail_state: 'bounced', ...shown });
    const [mail] = await told();
    for (const part of [ERIKA, 'trotz mehrerer Versuche nicht angenommen', `/deliveries/${id}`]) {
      expect(mail).toContain(part);
    }
    expect(deps.jobs.all).toEqual([]);
  });
});

test('of a notice that arrived no mail tells the sender', async () => {
  const id = await sent();
  expect(await runJob(senders)).toBe('delivery-notice');
  expect(await recipientOf(id)).toMatchObject({ mail_state: 'mailed', mail_reason: null });
  expect(deps.jobs.all).toEqual([]);
});
