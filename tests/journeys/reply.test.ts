import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { SecretKey } from '@umschlag/keyring';
import type { Page } from 'playwright-core';
import { newProfile, PHONE, type Profile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { SLOW_MS } from './support/key-steps.ts';
import { newRecipient, type Recipient, visit } from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender } from './support/sealed-sender.ts';
import { giveKey, openSealed, unlockWhenAsked } from './support/sealed-steps.ts';
import { downloadBy, sha256Of, signInAsDemo, waitUntilStored } from './support/steps.ts';

const NAME = 'Widerspruch Müller.pdf';
const MESSAGE = 'Ich widerspreche, Begründung anbei.';
const REPLY_MAIL = /^Sie haben eine Antwort auf Ihre Sendung erhalten$/;

let folder: string;
let file: string;
let digest: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-reply-'));
  file = join(folder, NAME);
  await writeFile(file, randomBytes(300_000));
  digest = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('a reply', (get) => {
  let atTerminal: SealedSender;
  /** The same person in the browser. */
  let sender: Profile;
  let secretKey: SecretKey;
  let erika: Recipient;
  let replies = 0;

  beforeAll(async () => {
    const { browser, stack, newAddress } = get();
    sender = await newProfile(browser, stack.url);
    await signInAsDemo(sender.page, stack);
    const { demo } = stack;
    secretKey = await giveKey({ context: sender.context, address: demo.email }, stack, demo.password);
    atTerminal = await newSealedSender(browser, stack, folder, 'fetch');
    erika = await newRecipient(browser, stack, newAddress('erika'), { size: PHONE, hasKey: true });
  });

  /** What the citizen is sent, and the reply to it that is begun from its page. */
  async function begin(level: 2 | 3 | 4): Promise<{ page: Page; deliveryId: string; replyId: string }> {
    const text = ['--subject', `Bescheid ${level}`, '--message', 'Guten Tag'];
    const { deliveryId, links } = await atTerminal.send(erika.address, [file, '--level', `${level}`, ...text]);
    const page = await erika.context.newPage();
    await visit(page, links[0]!);
    await page.getByRole('button', { name: 'Antworten', exact: true }).click();
    await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}\/edit$/);
    return { page, deliveryId, replyId: new URL(page.url()).pathname.split('/')[2]! };
  }

  /** Writes and sends. @returns the link that its partner was mailed */
  async function write(page: Page, level: number): Promise<string> {
    const { stack } = get();
    const facts = page.getByRole('region', { name: 'Antwort auf' });
    await facts.getByText(stack.demo.email).waitFor();
    await facts.getByText(`${level} · `).waitFor();
    expect(await page.locator('#recipients, input[name=level]').count()).toBe(0);
    expect(await page.inputValue('#subject')).toMatch(/^Antwort auf Ihre Sendung vom \d/);
    await page.fill('#message', MESSAGE);
    await page.setInputFiles('#files-input', file);
    await waitUntilStored(page, 1);
    if (level >= 3) await page.locator('#readers').getByText('Hat einen Schlüssel').waitFor();
    await page.getByRole('button', { name: 'Senden …' }).click();
    if (level >= 3) await unlockWhenAsked(page);
    await page.getByRole('button', { name: 'Jetzt senden' }).click({ timeout: SLOW_MS });
    await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/, { timeout: SLOW_MS });
    const mail = await stack.mail(stack.demo.email, REPLY_MAIL, ++replies);
    expect(mail.text).toContain(erika.address);
    expect(`${mail.subject} ${mail.text}`).not.toMatch(/widerspr|Widerspr|Müller|Bescheid/);
    expect(mail.links).toHaveLength(1);
    return mail.links[0]!;
  }

  test('at level 2 goes to the sender alone, with files and message, and both sides see what belongs to what', async () => {
    const { page, deliveryId, replyId } = await begin(2);
    for (const data of [{ level: 1 }, { recipients: ['other@example.org'] }]) {
      const headers = { origin: get().stack.url };
      const answer = await erika.context.request.patch(`/api/v1/deliveries/${replyId}`, { headers, data });
      expect([answer.status(), (await answer.json()).error.code]).toEqual([409, 'reply_is_fixed']);
    }
    const link = await write(page, 2);
    await page.getByRole('link', { name: 'Zu meinen Antworten' }).click();
    await page.getByRole('heading', { name: 'Meine Antworten' }).waitFor();
    await page.locator('.badge', { hasText: /^Antwort$/ }).waitFor();
    await page.goto('/received');
    await page.getByText('Beantwortet am').waitFor();

    await visit(sender.page, link);
    await sender.page.getByText(MESSAGE).waitFor();
    const { path, name } = await downloadBy(sender.page, () => sender.page.locator('a[download]').first().click());
    expect([name, await sha256Of(path)]).toEqual([NAME, digest]);
    await sender.page.getByRole('link', { name: /^Ihre Sendung vom / }).click();
    await sender.page.waitForURL(new RegExp(`/deliveries/${deliveryId}$`));
    await sender.page.getByRole('link', { name: `Antwort von ${erika.address}` }).click();
    await sender.page.getByText(MESSAGE).waitFor();

    // To anybody else there is nothing: not to another recipient of the same authority either.
    const { browser, stack, newAddress } = get();
    const max = await newRecipient(browser, stack, newAddress('max'), { size: PHONE, hasKey: false });
    const statuses = [`/api/v1/deliveries/${replyId}`, `/api/v1/links/${new URL(link).pathname.split('/').at(-1)}`].map(
      async (at) => (await max.context.request.get(at)).status(),
    );
    expect(await Promise.all(statuses)).toEqual([404, 403]);
    await max.context.close();
  });

  test.each([3, 4] as const)(
    'at level %i is signed by the citizen, and sealed to the sender of what it answers',
    async (level) => {
      const { page } = await begin(level);
      const link = await write(page, level);
      await page.close();
      const { stack } = get();
      const reader = { context: sender.context, address: stack.demo.email };
      const { manifest, digests, onServer } = await openSealed(reader, link, erika.address, { secretKey });
      expect(digests).toEqual({ [NAME]: digest });
      expect(manifest.level).toBe(level);
      expect(manifest.recipients.map(({ address }) => address)).toEqual([stack.demo.email]);
      if (level === 4) expect(manifest).toMatchObject({ message: MESSAGE });
      expect(onServer.message).toBe(level === 4 ? null : MESSAGE);
      expect(onServer.files.map((one) => one.path)).toEqual([null]);
    },
  );

  test('no page breaks the content security policy or logs an error', () => {
    expect([...erika.complaints, ...sender.complaints]).toEqual([]);
  });
});
