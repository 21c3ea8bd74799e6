import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newProfile, PHONE, type Profile, type Size } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { enrol, SLOW_MS } from './support/key-steps.ts';
import { type Recorded, startRecorded } from './support/recorded.ts';
import { giveKey, openSealed, signedIn, unlockWhenAsked } from './support/sealed-steps.ts';
import { sha256Of, signInAsDemo, waitUntilStored } from './support/steps.ts';

const TEST_TIMEOUT_MS = 240_000;
const NAME = 'Gutachten Jürgen Müller.pdf';
const OTHER_NAME = 'Anlage zur Kindeswohlsache.txt';

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-sealed-'));
  files = [join(folder, NAME), join(folder, OTHER_NAME)];
  await writeFile(files[0]!, randomBytes(17_500_000));
  await writeFile(files[1]!, '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Wish {
  readonly to: readonly string[];
  readonly level: 3 | 4;
  readonly subject: string;
  readonly message?: string;
  readonly files?: readonly string[];
}

/** Level first: so nothing of the text is saved in clear. */
async function compose(page: Page, wish: Wish): Promise<void> {
  await page.goto('/deliveries/new');
  await page.fill('#recipients', `${wish.to.join(', ')},`);
  await page.press('#recipients', 'Enter');
  await page.check(`input[name=level][value="${wish.level}"]`);
  await page.fill('#subject', wish.subject);
  if (wish.message) await page.fill('#message', wish.message);
  if (wish.files) await page.setInputFiles('#files-input', [...wish.files]);
}

const readerOf = (page: Page, address: string) => page.locator('#readers li').filter({ hasText: address });
const dialog = (page: Page) => page.locator('dialog[open]');

async function send(page: Page, isLocked = true): Promise<string> {
  await page.getByRole('button', { name: 'Senden …' }).click();
  if (isLocked) await unlockWhenAsked(page);
  await page.getByRole('button', { name: 'Jetzt senden' }).click({ timeout: SLOW_MS });
  await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/, { timeout: SLOW_MS });
  return new URL(page.url()).pathname;
}

const codeOf = (page: Page, address: string) => page.locator(`[id="code-${address}"]`).inputValue();

/** What of a draft this browser still holds, by store. */
async function keptHere(page: Page): Promise<Record<string, number>> {
  return (await page.evaluate(`(async () => {
    const name = 'umschlag-uploads';
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return {};
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = () => reject(request.error);
      request.onsuccess = async () => {
        const found = {};
        for (const store of request.result.objectStoreNames) {
          const count = request.result.transaction(store).objectStore(store).count();
          await new Promise((done) => { count.onsuccess = done; });
          if (count.result > 0) found[store] = count.result;
        }
        request.result.close();
        resolve(found);
      };
    });
  })()`)) as Record<string, number>;
}

describeJourney(
  'sending at levels 3 and 4',
  (get) => {
    const stack = () => get().stack as Recorded;
    const asCaseworker = async (size?: Size): Promise<Profile> => {
      const profile = await newProfile(get().browser, stack().url, size);
      profile.page.on('dialog', (one) => one.accept());
      await signInAsDemo(profile.page, stack());
      return profile;
    };

    test(
      'a caseworker without a key is led to make one, and finds the draft again as it was',
      async () => {
        const { page, context, complaints } = await asCaseworker(PHONE);
        await compose(page, { to: ['erika@example.org'], level: 4, subject: 'Mein Betreff', message: 'Mein Text' });
        await page.getByRole('button', { name: 'Senden …' }).click();
        await page.getByText('Richten Sie zuerst Ihren SecuPass-Schlüssel ein').first().waitFor();
        await page.getByRole('button', { name: 'SecuPass-Schlüssel einrichten' }).click();
        await page.waitForURL(/\/account\/key\?returnTo=/);
        await enrol(page);
        await page.getByRole('link', { name: 'Zurück zu Ihrem Entwurf' }).click();
        await page.waitForURL(/\/edit$/);
        await readerOf(page, 'erika@example.org').getByText('Hat noch keinen Schlüssel').waitFor();
        expect(await page.inputValue('#subject')).toBe('Mein Betreff');
        expect(await page.inputValue('#message')).toBe('Mein Text');
        expect(await page.isChecked('input[name=level][value="4"]')).toBe(true);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    describe.each(SIZES)('%s', (word, size) => {
      test(
        'a delivery of level 4 reaches a recipient with a key, one with a code and one by release, and nothing leaks',
        async () => {
          const { browser, newAddress } = get();
          const [erika, max, lena] = ['erika', 'max', 'lena'].map(newAddress) as [string, string, string];
          const withKey = await signedIn(browser, stack(), erika);
          const erikaKey = await giveKey(withKey, stack());
          const sender = await asCaseworker(size);
          const { page } = sender;
          const subject = `Vertrauliches Betreffwort ${word}`;
          const message = 'Sehr geheime Nachricht an alle drei';
          await compose(page, { to: [erika, max, lena], level: 4, subject, message, files });
          await waitUntilStored(page, 2);
          await readerOf(page, erika).getByText('Hat einen Schlüssel').waitFor();
          await readerOf(page, erika).locator('summary').click();
          await readerOf(page, erika).locator('.key-words[lang=de]').waitFor();

          // Whoever has no key takes the sender's choice.
          await page.getByRole('button', { name: 'Senden …' }).click();
          await page.getByText('Wählen Sie, wie Empfänger ohne Schlüssel öffnen.').first().waitFor();
          await page.check('input[name=without-key][value=each]');
          await readerOf(page, max).locator('select').selectOption('access-code');
          await readerOf(page, lena).locator('select').selectOption('release');
          await page.getByText('Entwurf gespeichert').waitFor();

          // A reload keeps texts, choices, and the keys of the files.
          await page.reload();
          await waitUntilStored(page, 2);
          await page.getByText(NAME).waitFor();
          expect(await page.inputValue('#message')).toBe(message);
          await readerOf(page, lena).locator('select').waitFor();
          const detail = await send(page);

          // Codes are there once, until they are put aside.
          const code = await codeOf(page, max);
          expect(code).toMatch(/^([0-9A-Z]{4}-){2}[0-9A-Z]{4}$/);
          await page.getByText('nie per E-Mail').waitFor();
          await page.reload();
          expect(await codeOf(page, max)).toBe(code);
          await page.getByRole('button', { name: 'Codes sind notiert' }).click();
          await dialog(page).getByRole('button', { name: 'Codes sind notiert' }).click();
          await page.getByText('Die Codes sind ausgeblendet.').waitFor();
          expect(await keptHere(page)).toEqual({});

          // To the sender's own page, before and after unlocking.
          await page.getByRole('heading', { name: 'Verschlüsselt' }).waitFor();
          await page.getByText('Verschlüsselte Datei 1').waitFor();
          expect(await page.getByText(NAME).count()).toBe(0);
          await page.getByRole('button', { name: 'Entschlüsseln' }).click();
          await unlockWhenAsked(page);
          await page.getByRole('heading', { name: subject }).waitFor({ timeout: SLOW_MS });
          await page.getByText(NAME).waitFor();
          await page.getByText(message).waitFor();

          const digests = { [NAME]: await sha256Of(files[0]!), [OTHER_NAME]: await sha256Of(files[1]!) };
          const linkOf = async (address: string, count = 1) =>
            (await stack().mail(address, /Sendung|Dateien|Nachricht|für Sie/i, count)).links[0]!;
          const from = stack().demo.email;
          const byKey = await openSealed(withKey, await linkOf(erika), from, { secretKey: erikaKey });
          expect(byKey.digests).toEqual(digests);
          expect(byKey.manifest).toMatchObject({ level: 4, subject, message });
          expect(byKey.onServer).toMatchObject({ subject: null, message: null });
          expect(byKey.onServer.files.map(({ path }) => path)).toEqual([null, null]);

          const withCode = await signedIn(browser, stack(), max);
          const byCode = await openSealed(withCode, await linkOf(max), from, { accessCode: code });
          expect(byCode.digests).toEqual(digests);

          // Lena makes a key; the sender compares and releases.
          const waiting = await signedIn(browser, stack(), lena);
          const lenaKey = await giveKey(waiting, stack());
          await page.goto('/deliveries');
          await page.getByRole('link', { name: /wartet auf Ihre Freigabe, 1 ist bereit/ }).click();
          await page.getByLabel(`${lena} freigeben`).check();
          await page.locator('.key-words[lang=de]').waitFor();
          await page.getByRole('button', { name: '1 Sendung freigeben …' }).click();
          await unlockWhenAsked(page);
          await page.getByRole('button', { name: 'Jetzt freigeben' }).click();
          await page.getByText('Vergleichen Sie erst die Wörter').waitFor();
          await page.check('#agree');
          await page.getByRole('button', { name: 'Jetzt freigeben' }).click();
          await page.getByText('Freigegeben.').waitFor({ timeout: SLOW_MS });
          const byRelease = await openSealed(waiting, await linkOf(lena), from, { secretKey: lenaKey });
          expect(byRelease.digests).toEqual(digests);

          const keys = byKey.manifest.files.map(({ sessionKey }) => Buffer.from(sessionKey, 'base64url'));
          const secrets = {
            name: Buffer.from(NAME),
            'a word of the name': Buffer.from('Gutachten'),
            'other name': Buffer.from('Kindeswohlsache'),
            subject: Buffer.from(subject),
            message: Buffer.from(message),
            'first key': keys[0]!,
            'second key': keys[1]!,
            code: Buffer.from(code),
          };
          expect(stack().leaks(secrets)).toEqual([]);
          // The line does see what is sent.
          expect(stack().leaks({ address: Buffer.from(lena) })).toEqual(['address']);
          expect(detail).toMatch(/^\/deliveries\//);
          expect(sender.complaints).toEqual([]);
          for (const { context } of [sender, withKey, withCode, waiting]) await context.close();
        },
        TEST_TIMEOUT_MS,
      );
    });
  },
  startRecorded,
);
