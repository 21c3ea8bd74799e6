import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportSecretKey, generateKey, importSecretKey } from '@umschlag/keyring';
import type { Page } from 'playwright-core';
import { newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import {
  addAuthenticator,
  beginUnlocking,
  enrol,
  fillPassphrase,
  makeSheet,
  newPerson,
  OTHER_PASSPHRASE,
  PASSPHRASE,
  reloadLocked,
  SLOW_MS,
  submitDialog,
  unlockByPassphrase,
  untilOpen,
} from './support/key-steps.ts';
import { startAtLocalhost } from './support/localhost.ts';
import { downloadBy, signInAsDemo } from './support/steps.ts';

const TEST_TIMEOUT_MS = 180_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const unlocksOf = (page: Page) => page.locator('[aria-labelledby=unlocks] .list > li');
const fingerprintOf = async (page: Page) =>
  (await page.locator('dd.fingerprint').first().textContent())!.replace(/\s/g, '');
const refusal = (page: Page) => page.locator('dialog[open] .notice.error');

async function waitForRefusal(page: Page, text: string): Promise<void> {
  await refusal(page).filter({ hasText: text }).waitFor({ timeout: SLOW_MS });
}

describeJourney(
  'a SecuPass key',
  (get) => {
    const someone = () => {
      const { browser, stack, newAddress } = get();
      return newPerson(browser, stack, newAddress('petra'));
    };

    test(
      'is set up with a passphrase, is locked by a reload, and opens with that passphrase alone',
      async () => {
        const { page, context, complaints, sent } = await someone();
        await page.locator('#new-passphrase').waitFor();
        // What is lost with the passphrase is said before there is a key.
        await page.getByText('ist alles verloren').waitFor();
        await page.locator('[aria-labelledby=enrol] button[type=submit]').click();
        await page.locator('#new-passphrase-error').waitFor();
        await enrol(page);
        expect(await fingerprintOf(page)).toMatch(/^[0-9A-F]{40}$/);
        await page.locator('.key-words[lang=de]').waitFor();
        expect((await page.locator('.key-words').textContent())!.split(' ')).toHaveLength(9);
        expect(await unlocksOf(page).count()).toBe(1);
        await page.getByText('Es fehlt ein zweiter Zugang').waitFor();

        await reloadLocked(page);
        await beginUnlocking(page);
        await page.fill('#unlock-passphrase', OTHER_PASSPHRASE);
        await submitDialog(page);
        await waitForRefusal(page, 'Das stimmt nicht');
        await page.fill('#unlock-passphrase', PASSPHRASE);
        await submitDialog(page);
        await untilOpen(page);
        await page.getByRole('button', { name: 'Jetzt sperren' }).click();
        await unlockByPassphrase(page);

        // Neither in clear nor in base64, which is how octets travel.
        const secrets = [PASSPHRASE, Buffer.from(PASSPHRASE).toString('base64').slice(0, 40), OTHER_PASSPHRASE];
        expect(sent.filter((one) => secrets.some((secret) => one.includes(secret)))).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'opens with a recovery sheet; a mistyped group is named, and whoever forgot the passphrase sets a new one',
      async () => {
        const { page, context, complaints, sent } = await someone();
        await enrol(page);
        const code = await makeSheet(page);
        await unlocksOf(page).nth(1).waitFor();

        await reloadLocked(page);
        await beginUnlocking(page, 'recovery-code');
        const groups = code.split('-');
        // X becomes Y, all others X: one wrong character, which the group's check always finds.
        const wrong = groups[2]!.replace(/^./, (first) => (first === 'X' ? 'Y' : 'X'));
        await page.fill('#unlock-code', groups.with(2, wrong).join(' '));
        await page.getByText('Vertippt in Gruppe 3').waitFor();
        await submitDialog(page);
        await waitForRefusal(page, 'in Gruppe 3');
        await page.fill('#unlock-code', code.toLowerCase());
        await submitDialog(page);
        await untilOpen(page);

        await fillPassphrase(page, 'changed-passphrase', OTHER_PASSPHRASE);
        await page.locator('[aria-labelledby=change] button[type=submit]').click();
        await page.getByText('Die Passphrase ist geändert.').waitFor({ timeout: SLOW_MS });
        expect(await unlocksOf(page).count()).toBe(2);

        await reloadLocked(page);
        await beginUnlocking(page, 'passphrase');
        await page.fill('#unlock-passphrase', PASSPHRASE);
        await submitDialog(page);
        await waitForRefusal(page, 'Das stimmt nicht');
        await page.fill('#unlock-passphrase', OTHER_PASSPHRASE);
        await submitDialog(page);
        await untilOpen(page);
        expect(sent.filter((one) => one.includes(code) || one.includes(OTHER_PASSPHRASE))).toEqual([]);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'opens with a passkey; one that cannot keep a secret is refused',
      async () => {
        const { page, context, complaints } = await someone();
        await enrol(page);
        const addPasskey = page.getByRole('button', { name: 'Passkey anlegen' });
        const removeIncapable = await addAuthenticator(page, false);
        await addPasskey.click();
        await page.getByText('kann keinen Schlüssel öffnen').waitFor();
        await removeIncapable();

        await addAuthenticator(page, true);
        await page.fill('#passkey-name', 'Diensthandy');
        await addPasskey.click();
        await page.getByText('Passkey: Diensthandy').waitFor();
        await addPasskey.click();
        await page.getByText('gibt es schon einen Passkey').waitFor();

        await reloadLocked(page);
        await beginUnlocking(page, 'passkey');
        await submitDialog(page);
        await untilOpen(page);

        // The passkey is enough: the passphrase may go, and then the passkey is the last.
        await unlocksOf(page).filter({ hasText: 'Passphrase' }).getByRole('button').click();
        await submitDialog(page);
        await page.getByText('Der Zugang ist entfernt.').waitFor();
        await page.getByText('Einziger Zugang').waitFor();
        expect(await unlocksOf(page).getByRole('button').count()).toBe(0);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'is renewed: the new one opens what the old one opened, and the old unlocks are gone',
      async () => {
        const { page, context, complaints } = await someone();
        await enrol(page);
        await makeSheet(page);
        const old = await fingerprintOf(page);
        await fillPassphrase(page, 'rotated-passphrase', OTHER_PASSPHRASE);
        await page.locator('[aria-labelledby=rotate] button[type=submit]').click();
        await page.getByText('Ihr Schlüssel ist erneuert').waitFor({ timeout: SLOW_MS });
        expect(await fingerprintOf(page)).not.toBe(old);
        expect(await unlocksOf(page).count()).toBe(1);

        await reloadLocked(page);
        const former = page.locator('[aria-labelledby=former-keys] li');
        expect((await former.locator('h3').textContent())!.replace(/\s/g, '')).toBe(old);
        expect(await former.getByText('Entsperrt').count()).toBe(0);
        await unlockByPassphrase(page, OTHER_PASSPHRASE);
        await former.getByText('Entsperrt').waitFor();
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'is locked in all tabs when somebody signs out in one',
      async () => {
        const { page, context } = await someone();
        await enrol(page);
        const other = await context.newPage();
        await other.goto('/account/key');
        await unlockByPassphrase(other);
        await other.getByRole('button', { name: 'Abmelden' }).click();
        await page.locator('.lock-state .button.primary').waitFor();
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'makes guesses wait: the third wrong passphrase and each after it',
      async () => {
        const { page, context } = await someone();
        await enrol(page);
        await reloadLocked(page);
        await beginUnlocking(page);
        for (const guess of ['erster Versuch', 'zweiter Versuch', 'dritter Versuch']) {
          await page.fill('#unlock-passphrase', guess);
          await submitDialog(page);
          await page.locator('dialog[open] progress').waitFor();
          await waitForRefusal(page, 'Das stimmt nicht');
        }
        await page.getByText('Nächster Versuch in').waitFor();
        await page.locator('dialog[open] button[type=submit][aria-disabled=true]').waitFor();
        await page.locator('dialog[open] button[type=submit][aria-disabled=false]').waitFor();
        await page.fill('#unlock-passphrase', PASSPHRASE);
        await submitDialog(page);
        await untilOpen(page);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'is exported for other programs, and one of theirs is brought along',
      async () => {
        const { browser, stack, newAddress } = get();
        const address = newAddress('gnupg');
        const { page, context, complaints } = await newPerson(browser, stack, address);
        const theirs = await generateKey({ address });
        const file = join(folder, 'geheim.asc');
        await writeFile(file, await exportSecretKey({ key: theirs.secret, passphrase: OTHER_PASSPHRASE }));
        await page.check('input[name=key-source][value=file]');
        await page.setInputFiles('#key-file', file);
        await page.fill('#file-passphrase', 'eine falsche Passphrase');
        await fillPassphrase(page, 'new-passphrase', PASSPHRASE);
        await page.check('#understood');
        const submit = page.locator('[aria-labelledby=enrol] button[type=submit]');
        await submit.click();
        await page.locator('.notice.error').filter({ hasText: 'Das stimmt nicht' }).waitFor({ timeout: SLOW_MS });
        await page.fill('#file-passphrase', OTHER_PASSPHRASE);
        await submit.click();
        await untilOpen(page);
        expect(await fingerprintOf(page)).toBe(theirs.fingerprint);

        await fillPassphrase(page, 'file-passphrase', OTHER_PASSPHRASE);
        const saved = await downloadBy(page, () =>
          page.getByRole('button', { name: 'Geheimen Schlüssel speichern' }).click(),
        );
        const key = await readFile(saved.path, 'utf8');
        const back = await importSecretKey({ key, address, passphrase: OTHER_PASSPHRASE });
        expect(back.public.fingerprint).toBe(theirs.fingerprint);
        const open = await downloadBy(page, () =>
          page.getByRole('button', { name: 'Öffentlichen Schlüssel speichern' }).click(),
        );
        expect(await readFile(open.path, 'utf8')).toContain('BEGIN PGP PUBLIC KEY BLOCK');
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'is revoked by its file without any passphrase; a new one is set up, and the old one still opens',
      async () => {
        const { page, context, complaints } = await someone();
        await enrol(page);
        const old = await fingerprintOf(page);
        const { path } = await downloadBy(page, () =>
          page.getByRole('button', { name: 'Widerrufsdatei speichern' }).click(),
        );
        await reloadLocked(page);
        await page.getByRole('button', { name: 'Widerrufen …' }).click();
        await page.check('dialog input[value=file]');
        await page.setInputFiles('#revocation-file', path);
        await submitDialog(page);
        await page.getByText('Der Schlüssel ist widerrufen.').waitFor();
        await enrol(page, OTHER_PASSPHRASE);
        expect(await fingerprintOf(page)).not.toBe(old);

        const former = page.locator('[aria-labelledby=former-keys] li');
        await former.getByRole('button').click();
        await page.fill('#unlock-passphrase', PASSPHRASE);
        await submitDialog(page);
        await former.locator('.badge.active').waitFor({ timeout: SLOW_MS });
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'of somebody who lost every unlock is given up, so that they can have a new one',
      async () => {
        const { page, context } = await someone();
        await enrol(page);
        await reloadLocked(page);
        await page.getByRole('button', { name: 'Widerrufen …' }).click();
        await page.check('dialog input[value=lost]');
        await page.getByText('werden vor Ihrem nächsten Schlüssel gewarnt').waitFor();
        await submitDialog(page);
        await enrol(page);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'asks for the sign-in password; a wrong one changes nothing',
      async () => {
        const { browser, stack } = get();
        const { page, context } = await newProfile(browser, stack.url);
        await signInAsDemo(page, stack);
        await page.goto('/account/key');
        await page.locator('#new-passphrase').waitFor();
        await fillPassphrase(page, 'new-passphrase', PASSPHRASE);
        await page.fill('#enrol-proof', 'falsch');
        await page.check('#understood');
        await page.locator('[aria-labelledby=enrol] button[type=submit]').click();
        await page.getByText('Das Anmeldepasswort stimmt nicht').waitFor({ timeout: SLOW_MS });
        await page.fill('#enrol-proof', stack.demo.password);
        await page.locator('[aria-labelledby=enrol] button[type=submit]').click();
        await untilOpen(page);

        await fillPassphrase(page, 'changed-passphrase', OTHER_PASSPHRASE);
        await page.fill('#change-proof', 'falsch');
        const submit = page.locator('[aria-labelledby=change] button[type=submit]');
        await submit.click();
        await page.getByText('aber auch die alte noch').waitFor({ timeout: SLOW_MS });
        await page.fill('#change-proof', stack.demo.password);
        await submit.click();
        await page.getByText('Die Passphrase ist geändert.').waitFor();
        expect(await unlocksOf(page).count()).toBe(1);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );
  },
  startAtLocalhost,
);
