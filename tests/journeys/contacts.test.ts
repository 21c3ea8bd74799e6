import { expect, test } from '@jest/globals';
import { fingerprintWords, openContacts } from '@umschlag/keyring';
import type { Page } from 'playwright-core';
import { contactOf, storeContacts } from './support/contact-steps.ts';
import { changeRows } from './support/database.ts';
import { describeJourney } from './support/describe-journey.ts';
import { newKeyAndBody, newPerson, PASSPHRASE, SLOW_MS, submitDialog } from './support/key-steps.ts';

const TEST_TIMEOUT_MS = 180_000;
const ERIKA = 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334';
const OTTO = '00112233445566778899AABBCCDDEEFF00112233';

async function openPage(page: Page): Promise<void> {
  await page.goto('/account/contacts');
  await page.locator('.lock-state .button.primary').click();
  await page.fill('#unlock-passphrase', PASSPHRASE);
  await submitDialog(page);
}
const rows = (page: Page) => page.locator('[aria-labelledby=contacts] li');

describeJourney('contacts', (get) => {
  /** Somebody who remembers Erika and Otto. */
  async function somebody() {
    const { browser, stack, newAddress } = get();
    const address = newAddress('petra');
    const person = await newPerson(browser, stack, address);
    const { key, body } = await newKeyAndBody(address);
    const { request } = person.context;
    const made = await request.post('/api/v1/account/key', { headers: { origin: stack.url }, data: body });
    expect(made.status()).toBe(201);
    const contacts = [contactOf('erika@example.org', ERIKA), contactOf('otto@example.org', OTTO)];
    const sealed = await storeContacts(person.context, { key, contacts, url: stack.url });
    const stored = async () => openContacts(await (await request.get('/api/v1/account/contacts')).body(), { key });
    return { ...person, key, sealed, stored };
  }

  test(
    'show after unlocking whose key is known, with the words to compare; one is forgotten for good',
    async () => {
      const { page, context, complaints, sent, stored } = await somebody();
      await openPage(page);
      await rows(page).nth(1).waitFor({ timeout: SLOW_MS });
      await page.getByText((await fingerprintWords(ERIKA)).join(' ')).waitFor();
      await page.getByText((await fingerprintWords(OTTO)).join(' ')).waitFor();

      await page.getByRole('button', { name: 'erika@example.org vergessen' }).click();
      await page.locator('dialog[open] .button.danger').click();
      await page.getByText('erika@example.org ist vergessen.').waitFor();
      expect(await rows(page).count()).toBe(1);
      expect(await stored()).toMatchObject({ revision: 2, contacts: [{ address: 'otto@example.org' }] });
      expect(sent.filter((one) => one.includes('otto@example.org') || one.includes(OTTO))).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'that are older than this browser has seen are refused, and may be begun anew',
    async () => {
      const { stack } = get();
      const { page, context, complaints, sealed, stored } = await somebody();
      await openPage(page);
      await page.getByRole('button', { name: 'erika@example.org vergessen' }).click({ timeout: SLOW_MS });
      await page.locator('dialog[open] .button.danger').click();
      await page.getByText('ist vergessen.').waitFor();

      // A server that hands out what was stored before: Erika's old key would be trusted again.
      await changeRows(stack, (tx) =>
        tx.updateTable('contact_lists').set({ message: sealed, revision: 1 }).where('revision', '=', 2).execute(),
      );
      await openPage(page);
      await page.getByText('älter als die, die dieser Browser zuletzt gesehen hat').waitFor({ timeout: SLOW_MS });
      expect(await rows(page).count()).toBe(0);

      await page.getByRole('button', { name: 'Neu beginnen …' }).click();
      await page.locator('dialog[open] .button.danger').click();
      await page.getByText('Die Liste ist leer').waitFor();
      expect(await stored()).toMatchObject({ revision: 3, contacts: [] });
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );
});
