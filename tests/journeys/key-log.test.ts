import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../invariants/transfer/raw-request.ts';
import { DESKTOP, newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { changedAt, rewritten, tamperWithLog } from './support/key-log-steps.ts';
import { SLOW_MS, unlockByPassphrase } from './support/key-steps.ts';
import { newRecipient, openByPassphrase, visit } from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender } from './support/sealed-sender.ts';
import { unlockWhenAsked } from './support/sealed-steps.ts';
import { compose, signInAsDemo } from './support/steps.ts';

const TEST_TIMEOUT_MS = 180_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-log-'));
  await writeFile(join(folder, 'Bescheid.txt'), 'Bescheid');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const section = (page: Page) => page.locator('[aria-labelledby=key-log]');
const checkLog = (page: Page) => section(page).getByRole('button', { name: 'Protokoll prüfen' }).click();
const seenHere = (page: Page) => page.evaluate("localStorage.getItem('umschlag-key-log')");

describeJourney('the key log in the browser', (get) => {
  let sender: SealedSender;
  const person = (word: string) => {
    const { browser, stack, newAddress } = get();
    return newRecipient(browser, stack, newAddress(word), { size: DESKTOP, hasKey: true });
  };

  beforeAll(async () => {
    const { browser, stack } = get();
    sender = await newSealedSender(browser, stack, folder);
  }, TEST_TIMEOUT_MS);

  test(
    'is checked whole on the page of the key; one that was written anew is noticed, and one that is broken too',
    async () => {
      const { stack } = get();
      const { page, context, complaints, key } = await person('erika');
      await page.goto('/account/key');
      await unlockByPassphrase(page);
      await checkLog(page);
      await section(page).getByText('Das Protokoll ist lückenlos').waitFor();
      await section(page).getByText('Eingetragen').waitFor();
      const last = key!.public.fingerprint.match(/.{4}/g)!.join(' ');
      await section(page).getByText(last).waitFor();

      await tamperWithLog(stack, rewritten);
      await checkLog(page);
      await section(page).locator('[data-log=rewritten]').waitFor();
      expect(await section(page).getByText('lückenlos: ').count()).toBe(0);
      // It is not forgotten by asking again, nor by another page.
      await page.reload();
      await checkLog(page);
      await section(page).locator('[data-log=rewritten]').waitFor();

      await section(page).getByRole('button', { name: 'Ab jetzt dieses Protokoll annehmen …' }).click();
      await page.locator('dialog[open] .button.danger').click();
      await page.getByText('Von jetzt an gilt dieses Protokoll.').waitFor();
      await checkLog(page);
      await section(page).getByText('Das Protokoll ist lückenlos').waitFor();

      await tamperWithLog(stack, changedAt(1));
      await checkLog(page);
      await section(page).locator('[data-log=broken]').waitFor();
      expect(
        await section(page)
          .getByRole('button', { name: /annehmen/ })
          .count(),
      ).toBe(0);
      await tamperWithLog(stack, rewritten);
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'that was written anew is told to whoever opens a delivery, under the signature',
    async () => {
      const { stack } = get();
      const { page, context, complaints, address } = await person('max');
      const { links } = await sender.send(address, [join(folder, 'Bescheid.txt'), '--level', '4']);
      await visit(page, links[0]!);
      await openByPassphrase(page);
      await until(async () => (await page.evaluate("localStorage.getItem('umschlag-key-log')")) !== null);
      expect(await page.locator('[data-log]').count()).toBe(0);

      await tamperWithLog(stack, rewritten);
      await visit(page, links[0]!);
      await openByPassphrase(page);
      await page.locator('[aria-labelledby=signature] [data-log]').waitFor({ timeout: SLOW_MS });
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'that was written anew takes the sender’s word before anything is sent',
    async () => {
      const { browser, stack } = get();
      const { address, context: hers } = await person('petra');
      const { page, context, complaints } = await newProfile(browser, stack.url);
      page.on('dialog', (one) => one.accept());
      await signInAsDemo(page, stack);
      const write = async () => {
        await compose(page, { to: address, level: 4, subject: 'Bescheid', message: 'Guten Tag' });
        await page.locator('#readers').getByText('Hat einen Schlüssel').waitFor();
        await page.getByRole('button', { name: 'Senden …' }).click();
        await unlockWhenAsked(page);
        await page.locator('dialog[open] .button.primary').waitFor({ timeout: SLOW_MS });
      };
      await write();
      expect(await page.locator('dialog[open] [data-log]').count()).toBe(0);
      const before = await seenHere(page);
      expect(before).toMatch(/^\{"seq":\d+,"hash":"[0-9a-f]{64}"\}$/);
      await page.locator('dialog[open] .button.quiet').click();

      await tamperWithLog(stack, rewritten);
      await page.reload();
      await write();
      await page.locator('dialog[open] [data-log=rewritten]').waitFor();
      await page.locator('dialog[open] .button.primary').click();
      await page.locator('#agree-error').waitFor();
      expect(await seenHere(page)).toBe(before);
      await page.check('#agree');
      await page.locator('dialog[open] .button.primary').click();
      await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/, { timeout: SLOW_MS });
      expect(complaints).toEqual([]);
      await Promise.all([context.close(), hers.close()]);
    },
    TEST_TIMEOUT_MS,
  );
});
