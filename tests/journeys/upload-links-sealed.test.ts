import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { newProfile, PHONE, type Profile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { chooseFor, confirmAddress, lineOf, submitAll, untilSent, untilStored } from './support/entrance-steps.ts';
import {
  fillPassphrase,
  newKeyAndBody,
  OTHER_PASSPHRASE,
  SLOW_MS,
  submitDialog,
  unlockByPassphrase,
} from './support/key-steps.ts';
import { allowOnly } from './support/receiving-steps.ts';
import { type Recorded, startRecorded } from './support/recorded.ts';
import { giveKey, unlockWhenAsked } from './support/sealed-steps.ts';
import { downloadBy, signInAsDemo } from './support/steps.ts';

const TEST_TIMEOUT_MS = 240_000;
const NAME = 'Befund Jürgen Müller.pdf';
const SECRET_MESSAGE = 'Bitte behandeln Sie das streng vertraulich.';
const ARRIVED = /Unterlagen eingegangen/;

let folder: string;
let befund: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-sealed-links-'));
  befund = join(folder, NAME);
  program = join(folder, 'Rechnung.pdf');
  await writeFile(befund, pdfOf(7_000_000, 9));
  await writeFile(program, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500), Buffer.from([0xff, 0xfe, 0x80])]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney(
  'upload links of levels 3 and 4',
  (get) => {
    const stack = () => get().stack as Recorded;
    let owner: Profile;
    beforeAll(async () => {
      owner = await newProfile(get().browser, stack().url, PHONE);
      await allowOnly(owner.page, 'streamed');
      await signInAsDemo(owner.page, stack());
      const { email: address, password } = stack().demo;
      await giveKey({ context: owner.context, address }, stack(), password);
    });
    afterAll(() => owner?.context.close());

    /** Makes an upload link for one document on the owner's page. @returns what is handed on */
    const request = async (level: 3 | 4): Promise<string> => {
      const { page } = owner;
      await page.goto('/upload-links/new');
      await page.getByRole('button', { name: /^Leer/ }).click();
      await page.fill('#title', 'Befunde zum Antrag');
      await page.locator('input[id^=document-]').first().fill('Befund');
      await page.check(`input[name=level][value="${level}"]`);
      await page.check('input[name=count][value=unlimited]');
      await page.getByText('Für das Anlegen brauchen Sie Ihren Schlüssel').waitFor();
      await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
      await unlockWhenAsked(page);
      await page.getByText('Der Upload-Link ist angelegt').waitFor({ timeout: SLOW_MS });
      return page.inputValue('#upload-link');
    };
    const visit = async (link: string): Promise<Profile> => {
      const citizen = await newProfile(get().browser, stack().url, PHONE);
      citizen.page.on('dialog', (dialog) => void dialog.accept());
      await citizen.page.goto(link);
      return citizen;
    };
    /** Confirms an address, chooses the file, sends. */
    const submit = async (page: Page, email: string): Promise<string> => {
      await confirmAddress(page, stack(), email);
      await chooseFor(page, 'Befund', [befund]);
      await untilStored(lineOf(page, 'Befund'), 1);
      await submitAll(page);
      return untilSent(page);
    };

    test(
      'at level 3 only the owner opens what was sent; what was rejected is replaced, and the platform knows no name',
      async () => {
        const email = get().newAddress('juergen');
        const link = await request(3);
        expect(new URL(link).hash).toMatch(/^#[0-9A-F]{40}$/);
        const before = (await stack().mails(stack().demo.email, ARRIVED)).length;
        const { page, context, complaints } = await visit(link);
        await page.getByText('Die Dateien werden auf Ihrem Gerät verschlüsselt.').waitFor();
        await submit(page, email);
        await page.locator('.receipt-files').getByText(NAME).waitFor();

        const proof = await downloadBy(page, () =>
          page.getByRole('button', { name: 'Nachweisdatei speichern' }).click(),
        );
        const { files } = JSON.parse(await readFile(proof.path, 'utf8'));
        expect(files).toMatchObject([{ path: [NAME], sizeBytes: (await readFile(befund)).length }]);

        const arrived = await stack().mail(stack().demo.email, ARRIVED, before + 1);
        await owner.page.goto(arrived.links[0]!);
        await owner.page.getByText('von der Plattform nicht geprüft').waitFor();
        expect(await owner.page.locator('body').textContent()).not.toContain(NAME);
        await openButton(owner.page).click();
        await unlockWhenAsked(owner.page);
        await owner.page.getByText(NAME).first().waitFor({ timeout: SLOW_MS });
        const save = owner.page.getByRole('button', { name: `${NAME} speichern` });
        const saved = await downloadBy(owner.page, () => save.click());
        expect((await readFile(saved.path)).equals(await readFile(befund))).toBe(true);
        await owner.page.getByRole('button', { name: `Ablehnen: ${NAME}` }).click();
        await owner.page.fill('#reason', 'Seite 2 ist unscharf.');
        await owner.page.getByRole('button', { name: 'Ablehnen', exact: true }).click();
        await owner.page.getByText(`${NAME} ist abgelehnt.`).waitFor();

        const rejected = await stack().mail(email, /braucht eine Unterlage noch einmal/);
        expect(new URL(rejected.links[0]!).hash).toBe(new URL(link).hash);
        await page.goto('about:blank');
        await page.goto(rejected.links[0]!);
        await page.getByText('Grund: Seite 2 ist unscharf.').first().waitFor();
        await page
          .getByText(/^Abgeholt am /)
          .first()
          .waitFor();
        await page.getByRole('button', { name: 'Unterlagen nachreichen oder ersetzen' }).click();
        await chooseFor(page, 'Befund', [befund]);
        await untilStored(lineOf(page, 'Befund'), 1);
        await submitAll(page);
        await page.locator('.receipt').nth(1).waitFor();
        // The key is open still: what is new opens by itself.
        await owner.page.getByRole('button', { name: 'Aktualisieren' }).click();
        await owner.page
          .getByText(/^Nachgereicht am /)
          .first()
          .waitFor();
        await owner.page.getByText(NAME).nth(1).waitFor({ timeout: SLOW_MS });

        expect(
          stack().leaks({ name: Buffer.from(NAME), content: (await readFile(befund)).subarray(5000, 5060) }),
        ).toEqual([]);
        expect([...complaints, ...owner.complaints]).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'at level 4 a message goes along that the owner alone reads; both wait on the device while the page is closed',
      async () => {
        const link = await request(4);
        const { page, context, complaints } = await visit(link);
        await confirmAddress(page, stack(), get().newAddress('erika'));
        await chooseFor(page, 'Befund', [befund]);
        await page.fill('#sealed-message', SECRET_MESSAGE);
        await untilStored(lineOf(page, 'Befund'), 1);
        await page.goto('about:blank');
        await page.goto(link);
        await page.getByText('Sie machen weiter, wo Sie auf diesem Gerät aufgehört haben.').waitFor();
        await untilStored(lineOf(page, 'Befund'), 1);
        expect(await page.inputValue('#sealed-message')).toBe(SECRET_MESSAGE);
        await submitAll(page);
        await untilSent(page);
        await owner.page.getByRole('button', { name: 'Aktualisieren' }).click();
        await owner.page.locator('.submission').first().waitFor();
        await owner.page.getByText(SECRET_MESSAGE).waitFor({ timeout: SLOW_MS });
        expect(stack().leaks({ message: Buffer.from(SECRET_MESSAGE) })).toEqual([]);
        expect([...complaints, ...owner.complaints]).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'a page without the key in its link, with another than the server gives, or of a lower level takes no file',
      async () => {
        const link = new URL(await request(3));
        const { page, context } = await visit(link.href.replace(/#.*/, ''));
        await page.getByRole('heading', { name: 'Der Link ist nicht vollständig' }).waitFor();
        await page.goto('about:blank');
        await page.goto(`${link.href.replace(/#.*/, '')}#${'AB'.repeat(20)}`);
        await page.getByRole('heading', { name: 'Hier stimmt etwas nicht' }).waitFor();
        expect(await page.locator('input').count()).toBe(0);

        // The server puts another key, rightly of that address, in the place of the owner's.
        const { body } = await newKeyAndBody(stack().demo.email);
        await page.route('**/api/v1/entrances/*', async (route) => {
          const answer = await route.fetch();
          const { entrance } = await answer.json();
          const key = { ...entrance.ownerKeys.key, fingerprint: body.fingerprint, publicKey: body.publicKey };
          await route.fulfill({
            response: answer,
            json: { entrance: { ...entrance, ownerKeys: { ...entrance.ownerKeys, key } } },
          });
        });
        await page.goto('about:blank');
        await page.goto(link.href);
        await page.getByRole('heading', { name: 'Hier stimmt etwas nicht' }).waitFor();
        expect(await page.locator('input').count()).toBe(0);

        // Or it passes the link off as one of a lower level, at which it could read what comes.
        for (const level of [1, 2]) {
          await page.unrouteAll();
          await page.route('**/api/v1/entrances/*', async (route) => {
            const answer = await route.fetch();
            const { entrance } = await answer.json();
            await route.fulfill({ response: answer, json: { entrance: { ...entrance, level, ownerKeys: null } } });
          });
          await page.goto('about:blank');
          await page.goto(link.href);
          await page.getByText('Der Server sagt jetzt etwas anderes').waitFor();
          expect(await page.locator('input').count()).toBe(0);
        }
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'a program under another name is refused before anything of it leaves the device',
      async () => {
        const link = await request(3);
        const { page, context } = await visit(link);
        await confirmAddress(page, stack(), get().newAddress('max'));
        await chooseFor(page, 'Befund', [program]);
        await lineOf(page, 'Befund').getByText('Programme und Skripte werden nicht angenommen').waitFor();
        await page.reload();
        await page.getByText('Bestätigte Adresse').waitFor();
        expect(await page.locator('.list .transfer-state').count()).toBe(0);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'after the owner has renewed the key an old link is good, and what came before opens too',
      async () => {
        const link = await request(3);
        const { page: first, context: one } = await visit(link);
        await submit(first, get().newAddress('vorher'));
        await owner.page.goto('/account/key');
        await unlockByPassphrase(owner.page);
        await fillPassphrase(owner.page, 'rotated-passphrase', OTHER_PASSPHRASE);
        await owner.page.locator('[aria-labelledby=rotate] button[type=submit]').click();
        await owner.page.getByText('Ihr Schlüssel ist erneuert').waitFor({ timeout: SLOW_MS });
        const { page: second, context: other, complaints } = await visit(link);
        await submit(second, get().newAddress('nachher'));
        await owner.page.goto('/upload-links');
        await owner.page
          .getByRole('link', { name: /Befunde zum Antrag/ })
          .first()
          .click();
        await owner.page.locator('.submission summary').nth(1).waitFor();
        for (const index of [0, 1]) {
          await owner.page.locator('.submission summary').nth(index).click();
          if (index === 0) {
            await openButton(owner.page).click();
            await owner.page.fill('#unlock-passphrase', OTHER_PASSPHRASE);
            await submitDialog(owner.page);
          }
          await owner.page.locator('.submission').nth(index).getByText(NAME).first().waitFor({ timeout: SLOW_MS });
        }
        expect(complaints).toEqual([]);
        await one.close();
        await other.close();
      },
      TEST_TIMEOUT_MS,
    );
  },
  startRecorded,
);

const openButton = (page: Page) => page.getByRole('button', { name: 'Mit meinem Schlüssel öffnen' }).first();
