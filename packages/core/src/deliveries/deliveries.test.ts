import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createMailer } from '@umschlag/mailer';
import { startCatcher } from '@umschlag/mailer/catcher';
import { DAY_MS, HOUR_MS, hashToken, MINUTE_MS, newId } from '@umschlag/std';
import { requireContentKey, sealFileName } from '../content/index.ts';
import { sendMail } from '../mail/index.ts';
import { createCaseworker, createTestDeps, type TestDeps, textOf } from '../testing/index.ts';
import {
  changeDraft,
  changeExpiry,
  createDraft,
  deliveryLink,
  deliveryLinkToken,
  deliveryMails,
  describeDelivery,
  discardDraft,
  endExpiredDeliveries,
  listDeliveries,
  purgeDelivery,
  recallDelivery,
  remindRecipients,
  resendNotice,
  revealLink,
  sendDelivery,
} from './index.ts';

let deps: TestDeps;
let sender: { accountId: string; organisationId: string };

beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  sender = await createCaseworker(deps);
  deps.jobs.all.length = 0;
});

const to = ['erika@example.org', 'max@example.org'];

async function sent(fields: object = {}): Promise<string> {
  const id = await createDraft(deps, sender, { recipients: to, message: 'Guten Tag', level: 1, ...fields });
  await sendDelivery(deps, sender.accountId, id);
  return id;
}

const keysOf = (id: string) =>
  deps.database.db.selectFrom('content_keys').selectAll().where('delivery_id', '=', id).execute();
const view = (id: string) => describeDelivery(deps, sender.accountId, id);

/** A file as if it had been uploaded. */
async function addFile(deliveryId: string, state: 'stored' | 'uploading' = 'stored'): Promise<string> {
  const fileId = newId();
  const contentKey = await requireContentKey(deps, deps.database.db, deliveryId);
  await deps.database.transaction((tx) =>
    tx
      .insertInto('delivery_files')
      .values({
        id: fileId,
        delivery_id: deliveryId,
        position: 0,
        sealed_path: sealFileName(contentKey, fileId, { path: ['Befund.pdf'], mediaType: 'application/pdf' }),
        plain_size_bytes: 10,
        sealed_size_bytes: 100,
        object_key: `deliveries/${deliveryId}/${fileId}`,
        state,
        created_at: deps.clock.now(),
      })
      .execute(),
  );
  return fileId;
}

describe('drafts', () => {
  test('fields are saved one at a time, and the others stay', async () => {
    const id = await createDraft(deps, sender, { subject: 'Bescheid' });
    await changeDraft(deps, sender, id, { message: 'Guten Tag,\nanbei der Bescheid. ✓' });
    await changeDraft(deps, sender, id, { recipients: to, expiryDays: 7, downloadLimit: 3 });
    await changeDraft(deps, sender, id, { downloadLimit: null });
    const draft = await view(id);
    expect(draft).toMatchObject({ state: 'draft', subject: 'Bescheid', message: 'Guten Tag,\nanbei der Bescheid. ✓' });
    expect(draft.row).toMatchObject({ expiry_days: 7, download_limit: null });
    expect(draft.recipients.map(({ row }) => row.email)).toEqual(to);
  });

  test('subject and message are not readable in the database', async () => {
    const id = await createDraft(deps, sender, { subject: 'Diagnose', message: 'Krankengeschichte' });
    await addFile(id);
    const { db } = deps.database;
    const row = await db.selectFrom('deliveries').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const files = await db.selectFrom('delivery_files').selectAll().where('delivery_id', '=', id).execute();
    // Both are there, and open.
    expect(await view(id)).toMatchObject({ subject: 'Diagnose', files: [{ path: ['Befund.pdf'] }] });
    expect(textOf([row, files])).not.toMatch(/Diagnose|Krankengeschichte|Befund|application\/pdf/);
  });

  test('to a colleague and to another organisation a delivery does not exist', async () => {
    const id = await sent();
    const colleague = await createCaseworker(deps, { organisationId: sender.organisationId, role: 'administrator' });
    const stranger = await createCaseworker(deps);
    for (const { accountId } of [colleague, stranger]) {
      const notFound = expect.objectContaining({ code: 'not_found' });
      await expect(describeDelivery(deps, accountId, id)).rejects.toEqual(notFound);
      await expect(changeDraft(deps, { accountId }, id, {})).rejects.toEqual(notFound);
      await expect(recallDelivery(deps, accountId, id)).rejects.toEqual(notFound);
      await expect(sendDelivery(deps, accountId, id)).rejects.toEqual(notFound);
      expect((await listDeliveries(deps, accountId, { limit: 10 })).deliveries).toEqual([]);
    }
  });

  test('a refused change changes nothing', async () => {
    const id = await createDraft(deps, sender, { subject: 'A', recipients: to });
    await expect(changeDraft(deps, sender, id, { subject: 'B', recipients: ['nonsense'] })).rejects.toMatchObject({
      code: 'recipient_invalid',
    });
    expect(await view(id)).toMatchObject({ subject: 'A' });
    expect((await view(id)).recipients).toHaveLength(2);
  });

  test('a discarded draft leaves neither key nor row, and its objects are noted for deletion', async () => {
    const id = await createDraft(deps, sender, { subject: 'A' });
    const fileId = await addFile(id);
    await discardDraft(deps, sender, id);
    const { db } = deps.database;
    expect(await db.selectFrom('content_keys').selectAll().where('delivery_id', '=', id).execute()).toEqual([]);
    const noted = await db.selectFrom('object_deletions').select('object_key').execute();
    expect(noted).toContainEqual({ object_key: `deliveries/${id}/${fileId}` });
    expect(deps.jobs.of('storage.delete-objects')).toHaveLength(1);
    await expect(view(id)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('sending', () => {
  test('each recipient gets a link of their own, of which the database has the hash only', async () => {
    const id = await sent();
    const { recipients } = await view(id);
    const tokens = recipients.map(({ row }) => deliveryLinkToken(deps.keys, row.id));
    expect(new Set(tokens).size).toBe(2);
    expect(recipients.map(({ row }) => row.link_token_hash)).toEqual(tokens.map(hashToken));
    const mails = await deps.database.db.selectFrom('mails').selectAll().execute();
    const everything = textOf([recipients, mails, deps.jobs.all]);
    for (const token of tokens) expect(everything).not.toContain(token);
    expect(deps.jobs.of('mail.send')).toHaveLength(2);
  });

  test('without recipients, content or complete uploads nothing is sent', async () => {
    const incomplete = (missing: string) =>
      expect.objectContaining({ code: 'delivery_incomplete', details: { missing } });
    const none = await createDraft(deps, sender, { message: 'x' });
    await expect(sendDelivery(deps, sender.accountId, none)).rejects.toEqual(incomplete('recipients'));
    const empty = await createDraft(deps, sender, { recipients: to, message: '  \n' });
    await expect(sendDelivery(deps, sender.accountId, empty)).rejects.toEqual(incomplete('content'));
    await addFile(empty, 'uploading');
    await expect(sendDelivery(deps, sender.accountId, empty)).rejects.toMatchObject({ code: 'upload_incomplete' });
    expect(deps.jobs.of('mail.send')).toHaveLength(0);
    expect((await view(empty)).state).toBe('draft');
  });

  test('a delivery is sent once, however often the button is pressed', async () => {
    const id = await createDraft(deps, sender, { recipients: to, message: 'x' });
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => sendDelivery(deps, sender.accountId, id)));
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const mails = await deps.database.db.selectFrom('mails').select('id').where('to_email', '=', to[0]!).execute();
    expect(mails.length).toBeGreaterThanOrEqual(1);
    expect(deps.jobs.of('mail.send')).toHaveLength(2);
    await expect(changeDraft(deps, sender, id, { message: 'y' })).rejects.toMatchObject({ code: 'delivery_not_draft' });
  });

  test('a link is shown to its sender only while it works', async () => {
    const id = await sent();
    const recipientId = (await view(id)).recipients[0]!.row.id;
    expect(await revealLink(deps, sender.accountId, id, recipientId)).toBe(deliveryLink(deps, recipientId));
    await recallDelivery(deps, sender.accountId, id);
    await expect(revealLink(deps, sender.accountId, id, recipientId)).rejects.toMatchObject({
      code: 'delivery_not_active',
    });
  });

  test('a recipient is not mailed twice within five minutes', async () => {
    const id = await sent();
    const recipientId = (await view(id)).recipients[0]!.row.id;
    const again = () => resendNotice(deps, sender.accountId, id, recipientId);
    await expect(again()).rejects.toMatchObject({ code: 'too_many_requests' });
    deps.clock.advanceMs(6 * MINUTE_MS);
    await again();
    await expect(again()).rejects.toMatchObject({ code: 'too_many_requests' });
    expect(deps.jobs.of('mail.send')).toHaveLength(3);
  });
});

describe('the end of a delivery', () => {
  test('recalled at once: the key is gone in the same moment, and what became of it stays visible', async () => {
    const id = await sent({ subject: 'Geheim' });
    await recallDelivery(deps, sender.accountId, id);
    expect(await keysOf(id)).toEqual([]);
    expect(await view(id)).toMatchObject({ state: 'recalled', subject: '', message: '' });
    expect((await view(id)).recipients).toHaveLength(2);
    await expect(recallDelivery(deps, sender.accountId, id)).rejects.toMatchObject({ code: 'delivery_not_active' });
  });

  test('a recall of which any step fails has not happened at all', async () => {
    const id = await sent({ subject: 'Geheim' });
    const enqueue = async () => {
      throw new Error('The queue is away.');
    };
    await expect(recallDelivery({ ...deps, jobs: { enqueue } }, sender.accountId, id)).rejects.toThrow('away');
    expect(await view(id)).toMatchObject({ state: 'active', subject: 'Geheim' });
    expect(await keysOf(id)).toHaveLength(1);
  });

  test('the purge notes every object for deletion, also when it runs twice', async () => {
    const id = await createDraft(deps, sender, { recipients: to });
    const fileId = await addFile(id);
    await sendDelivery(deps, sender.accountId, id);
    await recallDelivery(deps, sender.accountId, id);
    await purgeDelivery(deps, { deliveryId: id });
    await purgeDelivery(deps, { deliveryId: id });
    const noted = await deps.database.db.selectFrom('object_deletions').select('object_key').execute();
    expect(noted.filter((one) => one.object_key === `deliveries/${id}/${fileId}`)).toHaveLength(1);
    expect((await view(id)).files).toMatchObject([{ id: fileId, path: null, mediaType: null, sizeBytes: 10 }]);
  });

  test('it expires at the minute, and then its key is destroyed', async () => {
    const id = await sent({ expiryDays: 2 });
    deps.clock.advanceMs(2 * DAY_MS - 1);
    await endExpiredDeliveries(deps);
    expect((await view(id)).state).toBe('active');
    deps.clock.advanceMs(1);
    expect((await view(id)).state).toBe('expired');
    await endExpiredDeliveries(deps);
    expect((await view(id)).row.state).toBe('purging');
    // In the same moment, and not by the job that comes later.
    expect(await keysOf(id)).toEqual([]);
    await purgeDelivery(deps, { deliveryId: id });
    expect((await view(id)).row.state).toBe('purged');
  });

  test('the end can be moved within the policy counted from sending, and not past it', async () => {
    const id = await sent({ expiryDays: 7 });
    const sentAt = deps.clock.now().getTime();
    const move = (days: number) => changeExpiry(deps, sender.accountId, id, new Date(sentAt + days * DAY_MS));
    await move(1);
    await move(60);
    deps.clock.advanceMs(30 * DAY_MS);
    await expect(move(61)).rejects.toMatchObject({ code: 'expiry_out_of_policy' });
    await expect(move(29)).rejects.toMatchObject({ code: 'expiry_out_of_policy' });
    expect((await view(id)).row.expires_at).toEqual(new Date(sentAt + 60 * DAY_MS));
  });

  test('who has fetched nothing is reminded once, three days before the end', async () => {
    const id = await sent({ expiryDays: 10 });
    const [first, second] = (await view(id)).recipients.map(({ row }) => row.id);
    const fileId = await addFile(id);
    await deps.database.transaction(async (tx) => {
      await tx.updateTable('delivery_recipients').set({ mail_state: 'mailed' }).where('delivery_id', '=', id).execute();
      const now = deps.clock.now();
      const fetched = { id: newId(), file_id: fileId, claimed_at: now, delivered_at: now, state: 'delivered' as const };
      await tx
        .insertInto('fetches')
        .values({ ...fetched, recipient_id: first! })
        .execute();
    });
    const reminded = async () => {
      await remindRecipients(deps);
      const mails = deps.database.db.selectFrom('mails').select('subject_id').where('kind', '=', 'delivery-reminder');
      return (await mails.execute()).map((mail) => mail.subject_id).filter((one) => one === first || one === second);
    };
    deps.clock.advanceMs(7 * DAY_MS - HOUR_MS);
    expect(await reminded()).toEqual([]);
    deps.clock.advanceMs(HOUR_MS);
    expect(await reminded()).toEqual([second]);
    expect(await reminded()).toEqual([second]);
  });
});

describe('lists', () => {
  test('pages follow one another without gap or repetition', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await createDraft(deps, sender, { subject: `Nr. ${n}`, recipients: to }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listDeliveries(deps, sender.accountId, { limit: 2, cursor });
      seen.push(...page.deliveries.map((one) => one.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const malformed = listDeliveries(deps, sender.accountId, { limit: 2, cursor: 'nonsense' });
    await expect(malformed).rejects.toMatchObject({ code: 'invalid_request' });
  });

  test('a list can be narrowed to a state', async () => {
    const draft = await createDraft(deps, sender, {});
    const recalled = await sent();
    await recallDelivery(deps, sender.accountId, recalled);
    const active = await sent();
    const ids = async (state: 'draft' | 'active' | 'recalled' | 'expired') =>
      (await listDeliveries(deps, sender.accountId, { state, limit: 10 })).deliveries.map((one) => one.id);
    expect(await ids('draft')).toEqual([draft]);
    expect(await ids('recalled')).toEqual([recalled]);
    expect(await ids('active')).toEqual([active]);
    deps.clock.advanceMs(61 * DAY_MS);
    expect(await ids('expired')).toEqual([active]);
  });
});

describe('mails about deliveries', () => {
  test('the notice carries the link and nothing of the content, and its arrival is recorded', async () => {
    await using catcher = await disposableCatcher();
    const id = await sent({ subject: 'Diagnose', message: 'Krankengeschichte', recipients: ['erika@example.org'] });
    for (const job of deps.jobs.of('mail.send')) await sendMail(deps, catcher.mailer, deliveryMails, job);
    const [mail] = catcher.mails();
    const { row } = (await view(id)).recipients[0]!;
    expect(mail?.text).toContain(deliveryLink(deps, row.id));
    expect(mail?.tls).toBe(true);
    expect(`${mail?.subject}${mail?.text}`).not.toMatch(/Diagnose|Krankengeschichte/);
    expect(row).toMatchObject({ mail_state: 'mailed', mailed_at: deps.clock.now() });
  });

  test('a recalled delivery is not announced any more', async () => {
    await using catcher = await disposableCatcher();
    const id = await sent();
    await recallDelivery(deps, sender.accountId, id);
    for (const job of deps.jobs.of('mail.send')) await sendMail(deps, catcher.mailer, deliveryMails, job);
    expect(catcher.mails()).toEqual([]);
  });

  test('while the mail server is down the mail waits, and the sender sees it', async () => {
    const mailer = createMailer({
      host: '127.0.0.1',
      port: 1,
      from: { name: 'Umschlag', address: 'umschlag@example.org' },
      policy: 'encrypt',
    });
    const id = await sent({ recipients: ['erika@example.org'] });
    const [job] = deps.jobs.of('mail.send');
    await sendMail(deps, mailer, deliveryMails, job!);
    expect((await view(id)).recipients[0]!.row).toMatchObject({ mail_state: 'waiting' });
    const retries = deps.jobs.all.filter((one) => one.queue === 'mail.send' && one.startAfter);
    expect(retries).toMatchObject([{ data: job }]);
    expect(retries[0]!.startAfter! > deps.clock.now()).toBe(true);
    mailer.close();
  });
});

async function disposableCatcher() {
  const catcher = await startCatcher({ smtpPort: 0, webPort: 0 });
  const mailer = createMailer({
    host: '127.0.0.1',
    port: catcher.smtpPort,
    ca: catcher.certificate,
    from: { name: 'Umschlag', address: 'umschlag@example.org' },
    policy: 'verify',
  });
  return {
    mailer,
    mails: () => catcher.mails(),
    [Symbol.asyncDispose]: async () => {
      mailer.close();
      await catcher.close();
    },
  };
}
