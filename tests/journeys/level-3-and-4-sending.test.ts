import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newProfile, PHONE, type Profile, type Size } from './support/browser.ts';
import { changeRows } from './support/database.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { enrol, SLOW_MS } from './support/key-steps.ts';
import { type Recorded, startRecorded } from './support/recorded.ts';
import { giveKey, openSealed, signedIn, unlockWhenAsked } from './support/sealed-steps.ts';
import { compose, sha256Of, signInAsDemo, waitUntilStored } from './support/steps.ts';

const TEST_TIMEOUT_MS = 240_000;
const NAME = 'Gutachten Jürgen Müller.pdf';
const OTHER_NAME = 'Anlage zur Kindeswohlsache.txt';
/** Sent at level 2 as well: the line must not hold the others' names. */
const OPEN_NAME = 'Offene Liste.txt';

let folder: string;
let files: string[];
let openFile: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-sealed-'));
  files = [join(folder, NAME), join(folder, OTHER_NAME)];
  await writeFile(files[0]!, randomBytes(17_500_000));
  await writeFile(files[1]!, '');
  openFile = join(folder, OPEN_NAME);
  await writeFile(openFile, 'offen');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Not the mail with the code to sign in with. */
const ANY_NOTICE = /^Nachricht von /;

const isPart = (part: object, whole: object): boolean =>
  Object.entries(part).every(([name, value]) => (whole as Record<string, unknown>)[name] === value);

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
    let hasKey = false;
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
        await compose(page, { to: 'erika@example.org', level: 4, subject: 'Mein Betreff', message: 'Mein Text' });
        // Until it is known whether there is a key, pressing says that this is being looked up.
        await page.getByRole('button', { name: 'SecuPass-Schlüssel einrichten' }).waitFor();
        await page.getByRole('button', { name: 'Senden …' }).click();
        await page.getByText('Richten Sie zuerst Ihren SecuPass-Schlüssel ein').first().waitFor();
        await page.getByRole('button', { name: 'SecuPass-Schlüssel einrichten' }).click();
        await page.waitForURL(/\/account\/key\?returnTo=/);
        await enrol(page);
        hasKey = true;
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

    /** Whichever test comes first. One sign-in for all: their number is limited. */
    const withOwnKey = async () => {
      if (hasKey) return;
      hasKey = true;
      const { context, page } = await asCaseworker();
      const { key } = await (await page.request.get('/api/v1/account/key')).json();
      const { email: address, password } = stack().demo;
      if (key === null) await giveKey({ context, address }, stack(), password);
      await context.close();
    };

    test(
      'an upload of level 3 goes on after a reload, and a key that is another than last time takes the sender’s word',
      async () => {
        const { browser, newAddress } = get();
        await withOwnKey();
        const erika = await signedIn(browser, stack(), newAddress('erika'));
        const secretKey = await giveKey(erika, stack());
        const { page, context, complaints } = await asCaseworker();
        // The second part never arrives before the reload.
        const held = new Promise<void>((resolve) => context.route('**/parts/2', () => resolve()));
        await compose(page, { to: erika.address, level: 3, subject: 'Offener Betreff', files: [files[0]!] });
        await held;
        await page.getByText('Entwurf gespeichert').waitFor();
        await page.reload();
        await page.getByText('Wählen Sie diese Datei noch einmal aus').waitFor();
        await context.unroute('**/parts/2');
        await page.locator('.list input[type=file]').setInputFiles(files[0]!);
        await waitUntilStored(page, 1);
        await readerOf(page, erika.address).getByText('Hat einen Schlüssel').waitFor();
        await send(page);
        const from = stack().demo.email;
        const link = (await stack().mail(erika.address, ANY_NOTICE)).links[0]!;
        const { digests, manifest, onServer } = await openSealed(erika, link, from, { secretKey });
        expect(digests).toEqual({ [NAME]: await sha256Of(files[0]!) });
        expect(onServer).toMatchObject({ subject: 'Offener Betreff', files: [{ path: null }] });
        const key = Buffer.from(manifest.files[0]!.sessionKey, 'base64url');
        expect(stack().leaks({ name: Buffer.from('Gutachten'), key })).toEqual([]);
        expect(await keptHere(page)).toEqual({});

        await changeRows(stack(), (tx) =>
          tx.deleteFrom('account_keys').where('fingerprint', '=', secretKey.public.fingerprint).execute(),
        );
        await giveKey(erika, stack());
        await compose(page, { to: erika.address, level: 3, subject: 'Noch einmal', message: 'Nur Text' });
        await readerOf(page, erika.address).getByText('Hat einen Schlüssel').waitFor();
        await page.getByRole('button', { name: 'Senden …' }).click();
        await unlockWhenAsked(page);
        await dialog(page).getByText('Anderer Schlüssel als beim letzten Mal!').waitFor({ timeout: SLOW_MS });
        await dialog(page).locator('.key-words[lang=de]').waitFor();
        await page.getByRole('button', { name: 'Jetzt senden' }).click();
        await page.getByText('Fragen Sie erst nach').waitFor();
        await page.check('#agree');
        await page.getByRole('button', { name: 'Jetzt senden' }).click();
        await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/, { timeout: SLOW_MS });
        expect(complaints).toEqual([]);
        await context.close();
        await erika.context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'a change of level never leaves on the server what belongs on the device, nor a file under the wrong kind of key',
      async () => {
        await withOwnKey();
        const { page, context, complaints } = await asCaseworker();
        const level = (value: number) => page.locator(`input[name=level][value="${value}"]`);
        const saved = () => page.getByText('Entwurf gespeichert').waitFor();
        const onServer = async () => {
          const id = new URL(page.url()).pathname.split('/')[2];
          return (await (await page.request.get(`/api/v1/deliveries/${id}`)).json()).delivery;
        };
        const saving = (fields: object) =>
          page.waitForRequest((one) => one.method() === 'PATCH' && isPart(fields, one.postDataJSON()));
        await page.goto('/deliveries/new');
        await page.fill('#subject', 'Zuerst offen');
        await page.waitForURL(/\/edit$/);
        await saved();
        expect((await onServer()).subject).toBe('Zuerst offen');
        await Promise.all([saving({ level: 4 }), level(4).check()]);
        await saved();
        expect(await onServer()).toMatchObject({ level: 4, subject: null });
        await page.reload();
        await page.locator('#subject').waitFor();
        expect(await page.inputValue('#subject')).toBe('Zuerst offen');

        // Back to the server only after a question.
        await level(3).click();
        await dialog(page).getByText('Der Betreiber könnte sie dort lesen').waitFor();
        await dialog(page).getByRole('button', { name: 'Abbrechen' }).click();
        expect(await level(4).isChecked()).toBe(true);
        expect((await onServer()).subject).toBeNull();
        await level(3).click();
        await Promise.all([saving({ level: 3 }), dialog(page).getByRole('button', { name: 'Stufe wechseln' }).click()]);
        await saved();
        expect(await onServer()).toMatchObject({ level: 3, subject: 'Zuerst offen' });

        // A file fixes the kind of level.
        await page.setInputFiles('#files-input', [openFile]);
        await waitUntilStored(page, 1);
        expect(await level(1).isDisabled()).toBe(true);
        expect(await level(4).isDisabled()).toBe(false);
        await page.getByText('Es sind schon Dateien da').waitFor();
        await page.getByRole('button', { name: `${OPEN_NAME} entfernen` }).click();
        await page.locator('.transfer-state.stored').waitFor({ state: 'detached' });
        await level(2).check();
        await saved();
        await page.setInputFiles('#files-input', [openFile]);
        await waitUntilStored(page, 1);
        expect(await level(3).isDisabled()).toBe(true);
        expect((await onServer()).files[0].path).toEqual([OPEN_NAME]);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'signing out deletes texts and keys of drafts from this browser, after a question',
      async () => {
        await withOwnKey();
        const { page, context } = await asCaseworker();
        await compose(page, { to: 'max@example.org', level: 4, subject: 'Bleibt hier', files: [files[1]!] });
        await waitUntilStored(page, 1);
        await page.getByText('Entwurf gespeichert').waitFor();
        const draft = new URL(page.url()).pathname;
        expect(await keptHere(page)).toEqual({ draftKeys: 1, draftTexts: 1, sealedFiles: 1 });
        await page.getByRole('button', { name: 'Abmelden' }).click();
        await dialog(page).getByText('nur in diesem Browser').waitFor();
        await dialog(page).getByRole('button', { name: 'Trotzdem abmelden' }).click();
        await page.waitForURL(/\/sign-in/);
        expect(await keptHere(page)).toEqual({});
        await signInAsDemo(page, stack());
        await page.goto(draft);
        await page.getByText('nur in dem Browser, in dem sie geschrieben wurden').waitFor();
        await page.locator('.transfer-state.keyless').waitFor();
        await page.fill('#subject', 'Neu');
        await page.getByRole('button', { name: 'Senden …' }).click();
        await page.getByText('Mindestens eine Datei ist nicht vollständig').first().waitFor();
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    describe.each(SIZES)('%s', (word, size) => {
      beforeAll(withOwnKey);

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
          await compose(page, { to: [erika, max, lena].join(', '), level: 4, subject, message, files });
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
            (await stack().mail(address, ANY_NOTICE, count)).links[0]!;
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
