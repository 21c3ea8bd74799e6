import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openContacts } from '@umschlag/keyring';
import type { Browser, Page } from 'playwright-core';
import { newProfile, startChromium } from './support/browser.ts';
import { codeFilm, shownCode } from './support/code-film.ts';
import { contactOf, storeContacts } from './support/contact-steps.ts';
import { describeJourney } from './support/describe-journey.ts';
import { newKeyAndBody, newPerson, PASSPHRASE, SLOW_MS, submitDialog } from './support/key-steps.ts';
import { signInByCode } from './support/steps.ts';

const TEST_TIMEOUT_MS = 180_000;
const OTTO = '00112233445566778899AABBCCDDEEFF00112233';
const ERIKA = 'erika@example.org';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-codes-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const rowOf = (page: Page, address: string) =>
  page.locator('[aria-labelledby=contacts] li').filter({ has: page.getByRole('heading', { name: address }) });

/** Unfolds the comparison with a contact. */
async function unfold(page: Page, address: string) {
  const row = rowOf(page, address);
  await row.locator('summary').click();
  return row;
}

describeJourney('comparing by QR code', (get) => {
  /** Erika's own page of her key, with the code on it, on a dark screen. */
  async function erikasCode() {
    const { browser, stack, newAddress } = get();
    const { page, context, complaints, address } = await newPerson(browser, stack, newAddress('erika'));
    const { key, body } = await newKeyAndBody(address);
    const headers = { origin: stack.url };
    expect((await context.request.post('/api/v1/account/key', { headers, data: body })).status()).toBe(201);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.reload();
    const code = page.getByRole('img', { name: `QR-Code des Schlüssels von ${address}` });
    await code.waitFor();
    const picture = join(folder, `${address}.png`);
    await code.screenshot({ path: picture });
    const film = join(folder, `${address}.y4m`);
    await writeFile(film, codeFilm(await shownCode(page)));
    expect(complaints).toEqual([]);
    await context.close();
    return { fingerprint: key.public.fingerprint, picture, film };
  }

  /** Petra's contacts, open: with Erika's key under her name, and another one under Otto's. */
  async function petra(browser: Browser, fingerprint: string) {
    const { stack, newAddress } = get();
    const address = newAddress('petra');
    const profile = await newProfile(browser, stack.url);
    const { page, context } = profile;
    await page.goto('/sign-in');
    await signInByCode(page, stack, address);
    await page.waitForURL(/\/received$/);
    const { key, body } = await newKeyAndBody(address);
    const { request } = context;
    const made = await request.post('/api/v1/account/key', { headers: { origin: stack.url }, data: body });
    expect(made.status()).toBe(201);
    const contacts = [contactOf(ERIKA, fingerprint), contactOf('otto@example.org', OTTO)];
    await storeContacts(context, { key, contacts, url: stack.url });
    await page.goto('/account/contacts');
    await page.locator('.lock-state .button.primary').click();
    await page.fill('#unlock-passphrase', PASSPHRASE);
    await submitDialog(page);
    await rowOf(page, ERIKA).waitFor({ timeout: SLOW_MS });
    const stored = async () => openContacts(await (await request.get('/api/v1/account/contacts')).body(), { key });
    return { ...profile, stored };
  }

  test(
    'a picture of the code shows the same key, which is noted; under another name it shows another key',
    async () => {
      const { fingerprint, picture } = await erikasCode();
      const { page, context, complaints, stored } = await petra(get().browser, fingerprint);
      const erika = await unfold(page, ERIKA);
      await erika.getByText('Noch nicht verglichen').waitFor();
      await erika.getByLabel('Oder ein Bild des Codes wählen').setInputFiles(picture);
      await erika.getByText('Derselbe Schlüssel').waitFor();
      await page.getByText(`Der Schlüssel von ${ERIKA} ist verglichen.`).waitFor();
      await erika.getByText(/Verglichen am/).waitFor();

      const otto = await unfold(page, 'otto@example.org');
      await otto.getByLabel('Oder ein Bild des Codes wählen').setInputFiles(picture);
      await otto.getByText('Ein anderer Schlüssel!').waitFor();
      const [first, second] = (await stored()).contacts;
      expect(first).toMatchObject({ address: ERIKA, fingerprint, compared: expect.any(String) });
      expect(second).not.toHaveProperty('compared');
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'what is no picture, and a picture without a code, are refused in words; the words can be compared instead',
    async () => {
      const { page, context, complaints, stored } = await petra(get().browser, 'A'.repeat(40));
      const erika = await unfold(page, ERIKA);
      const choose = erika.getByLabel('Oder ein Bild des Codes wählen');
      await choose.setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
      await erika.getByText('Dieses Bild kann nicht gelesen werden').waitFor();
      const blank = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
      await choose.setInputFiles({ name: 'blank.png', mimeType: 'image/png', buffer: blank });
      await erika.getByText('kein QR-Code zu erkennen').waitFor();
      expect((await stored()).contacts[0]).not.toHaveProperty('compared');

      await erika.getByRole('button', { name: `Die neun Wörter sind dieselben: ${ERIKA}` }).click();
      await page.getByText(`Der Schlüssel von ${ERIKA} ist verglichen.`).waitFor();
      expect((await stored()).contacts[0]).toHaveProperty('compared');
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'the camera shows the same key and is off afterwards; without leave it is said, and a picture does',
    async () => {
      const { fingerprint, picture, film } = await erikasCode();
      const browser = await startChromium(film);
      try {
        const { page, context, complaints } = await petra(browser, fingerprint);
        // Nothing is allowed until it is.
        await context.grantPermissions([]);
        const erika = await unfold(page, ERIKA);
        await erika.getByRole('button', { name: 'QR-Code scannen' }).click();
        await erika.getByText('Die Kamera ist nicht erlaubt').waitFor();
        expect(await erika.locator('video').count()).toBe(0);
        await erika.getByLabel('Oder ein Bild des Codes wählen').setInputFiles(picture);
        await erika.getByText('Derselbe Schlüssel').waitFor();

        await context.grantPermissions(['camera'], { origin: get().stack.url });
        const otto = await unfold(page, 'otto@example.org');
        await otto.getByRole('button', { name: 'QR-Code scannen' }).click();
        await otto.getByText('Ein anderer Schlüssel!').waitFor({ timeout: SLOW_MS });
        expect(await otto.locator('video').count()).toBe(0);
        await erika.getByRole('button', { name: 'QR-Code scannen' }).click();
        await erika.locator('.code-comparison[data-said=same]').waitFor({ timeout: SLOW_MS });
        expect(complaints).toEqual([]);
        await context.close();
      } finally {
        await browser.close();
      }
    },
    TEST_TIMEOUT_MS,
  );
});
