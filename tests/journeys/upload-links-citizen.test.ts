import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { startBehindLine } from './support/behind-line.ts';
import { newProfile, PHONE } from './support/browser.ts';
import { changeRows } from './support/database.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { chooseFor, lineOf, submitAll, untilSent, untilStored } from './support/entrance-steps.ts';
import type { Line } from './support/line.ts';
import { Office, requested } from './support/office.ts';
import { signInByCode } from './support/steps.ts';

const LARGE_BYTES = 60 * 2 ** 20;
const TEST_TIMEOUT_MS = 5 * 60_000;
const CODE_MAIL = /^Ihr Code für Unterlagen an /;

/** The beginning of a JPEG (ITU-T T.871 §10.1). */
const JFIF = Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex');

const SIZES_BY_NAME = {
  'Ausweis vorne.jpg': 300_000,
  'Ausweis hinten.jpg': 200_000,
  'Lohn für Jürgen.pdf': 3_000_000,
  'Anschreiben.txt': 0,
  'Akte.bin': LARGE_BYTES,
};
type Name = keyof typeof SIZES_BY_NAME;

/** What its name says, so that it is taken; no two are alike. */
function contentOf(name: string, size: number): Uint8Array {
  if (name.endsWith('.pdf')) return pdfOf(size, size);
  const octets = randomBytes(size);
  return name.endsWith('.jpg') ? Buffer.concat([JFIF, octets]) : octets;
}

let folder: string;
const pathOf = (name: Name): string => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-submissions-'));
  for (const [name, size] of Object.entries(SIZES_BY_NAME)) await writeFile(join(folder, name), contentOf(name, size));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let line: Line;
const start = () =>
  startBehindLine((given) => {
    line = given;
  });

describeJourney(
  'submitting documents through an upload link',
  (get) => {
    let office: Office;
    beforeAll(async () => {
      const { browser, stack } = get();
      office = await Office.open(browser, stack);
    });
    afterAll(() => office?.context.close());

    const visit = async (path: string, size = PHONE) => {
      const citizen = await newProfile(get().browser, get().stack.url, size);
      citizen.page.on('dialog', (dialog) => void dialog.accept());
      await citizen.page.goto(path);
      await citizen.page.locator('h1').waitFor();
      return citizen;
    };
    const checklist = [requested('Personalausweis'), requested('Mietvertrag'), requested('Lohnabrechnung', false)];
    const expectOctets = async (received: Readonly<Record<string, Buffer>>, names: readonly Name[]) => {
      expect(Object.keys(received).sort()).toEqual([...names].sort());
      for (const name of names) expect(received[name]!.equals(await readFile(pathOf(name)))).toBe(true);
    };

    describe.each(SIZES)('%s', (_, size) => {
      test('several files go to the lines of a checklist, what is missing is named, and every octet arrives', async () => {
        const { stack, newAddress } = get();
        const link = await office.link({ documents: checklist });
        const { page, context, complaints } = await visit(link.path, size);
        await page.getByRole('heading', { level: 1, name: 'Antrag auf Wohngeld' }).waitFor();
        for (const told of ['WG-2026-0815', 'vollständig ein', 'alle Seiten', '200 MiB']) {
          await page.getByText(told).first().waitFor();
        }
        await chooseFor(page, 'Personalausweis', [pathOf('Ausweis vorne.jpg'), pathOf('Ausweis hinten.jpg')]);
        await chooseFor(page, 'Lohnabrechnung', [pathOf('Lohn für Jürgen.pdf')]);
        await chooseFor(page, 'Weitere Dateien', [pathOf('Anschreiben.txt')]);
        await untilStored(lineOf(page, 'Personalausweis'), 2);
        await untilStored(lineOf(page, 'Lohnabrechnung'), 1);
        await untilStored(lineOf(page, 'Weitere Dateien'), 1);
        expect(await office.submissions(link)).toEqual([]);

        const email = newAddress('erika');
        await page.fill('#submitter-email', email);
        await page.getByRole('button', { name: 'Absenden …' }).click();
        const dialog = page.getByRole('dialog', { name: 'Es fehlen noch Unterlagen' });
        expect(await dialog.locator('li').allTextContents()).toEqual(['Mietvertrag']);
        await dialog.getByRole('button', { name: 'Zurück zur Liste' }).click();
        expect(await office.submissions(link)).toEqual([]);
        await page.getByRole('button', { name: 'Absenden …' }).click();
        await dialog.getByRole('button', { name: 'Ohne diese Unterlagen senden' }).click();
        const path = await untilSent(page);
        await page.getByText('Ihre Unterlagen sind angekommen.').waitFor();
        expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
        expect(await page.inputValue('#return-link')).toBe(stack.url + path);
        expect(await page.locator('.receipt-files tbody tr').count()).toBe(4);

        const [submission] = await office.submissions(link);
        expect(submission).toMatchObject({ email, isConfirmed: false });
        const ofLine = (name: string) => {
          const { id } = link.documents.find((one) => one.name === name)!;
          return submission!.files.filter(({ requestedDocumentId }) => requestedDocumentId === id);
        };
        expect(ofLine('Personalausweis').map((file) => file.path)).toEqual([
          ['Ausweis vorne.jpg'],
          ['Ausweis hinten.jpg'],
        ]);
        expect(ofLine('Mietvertrag')).toEqual([]);
        const names: Name[] = ['Ausweis vorne.jpg', 'Ausweis hinten.jpg', 'Lohn für Jürgen.pdf', 'Anschreiben.txt'];
        await expectOctets(await office.octets(submission!), names);
        const receipt = await stack.mail(email, /eingegangen/);
        expect(new URL(receipt.links[0]!).pathname).toBe(path);
        expect(complaints).toEqual([]);
        await context.close();
      });

      test('at level 2 nothing can be chosen before the address is confirmed by the mailed code', async () => {
        const { stack, newAddress } = get();
        const link = await office.link({ level: 2, documents: checklist });
        const { page, context, complaints } = await visit(link.path, size);
        await page.getByText('Mietvertrag (erforderlich)').waitFor();
        expect(await page.locator('input[type=file]').count()).toBe(0);
        const email = newAddress('max');
        await page.fill('#email', email);
        await page.getByRole('button', { name: 'Code per E-Mail erhalten' }).click();
        await page.fill('#code', '00000000');
        await page.getByRole('button', { name: 'Bestätigen' }).click();
        await page.locator('#code-error').waitFor();
        expect(await page.getAttribute('#code', 'autocomplete')).toBe('one-time-code');

        await page.getByRole('button', { name: 'Neuen Code schicken' }).click();
        const [, first, second] = /^(\d{4}) ?(\d{4})$/m.exec((await stack.mail(email, CODE_MAIL, 2)).text) ?? [];
        await page.fill('#code', `${first} ${second}`);
        await page.getByRole('button', { name: 'Bestätigen' }).click();
        await page.getByText(`Bestätigte Adresse: ${email}`).waitFor();
        expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
        await chooseFor(page, 'Personalausweis', [pathOf('Ausweis vorne.jpg')]);
        await chooseFor(page, 'Mietvertrag', [pathOf('Lohn für Jürgen.pdf')]);
        await submitAll(page);
        await untilSent(page);
        const [submission] = await office.submissions(link);
        expect(submission).toMatchObject({ email, isConfirmed: true });
        await expectOctets(await office.octets(submission!), ['Ausweis vorne.jpg', 'Lohn für Jürgen.pdf']);
        expect(complaints).toEqual([]);
        await context.close();
      });

      test('a wrong PIN is told at its field, and the right one after three wrong ones opens', async () => {
        const link = await office.link({ pin: '4711' });
        const { page, context, complaints } = await visit(link.path, size);
        expect(await page.locator('body').textContent()).not.toMatch(/Wohngeld|WG-2026/);
        for (const wrong of ['0000', '1111', '2222']) {
          await page.fill('#pin', wrong);
          await page.getByRole('button', { name: 'Weiter' }).click();
          await page.locator('#pin-error').waitFor();
          expect(await page.getAttribute('#pin', 'aria-describedby')).toContain('pin-error');
          expect(await page.inputValue('#pin')).toBe('');
          expect(await page.locator('input[type=file]').count()).toBe(0);
        }
        await page.fill('#pin', '47 11');
        await page.getByRole('button', { name: 'Weiter' }).click();
        await page.getByRole('heading', { level: 1, name: 'Antrag auf Wohngeld' }).waitFor();
        // In this tab it is not asked for again; in another visit it is.
        await page.reload();
        await page.getByRole('heading', { level: 1, name: 'Antrag auf Wohngeld' }).waitFor();
        const other = await context.newPage();
        await other.goto(link.path);
        await other.locator('#pin').waitFor();
        await chooseFor(page, 'Ihre Dateien', [pathOf('Ausweis vorne.jpg')]);
        await submitAll(page);
        await untilSent(page);
        expect(await office.submissions(link)).toHaveLength(1);
        expect(complaints).toEqual([]);
        await context.close();
      });
    });

    test('too many tries of a PIN are told with how long to wait', async () => {
      const { stack } = get();
      const link = await office.link({ pin: '4711' });
      const { page, context } = await visit(link.path);
      const until = new Date(Date.now() + 12 * 60_000);
      await page.fill('#pin', '0000');
      await page.getByRole('button', { name: 'Weiter' }).click();
      await page.locator('#pin-error').waitFor();
      await changeRows(stack, (tx) =>
        tx.updateTable('throttles').set({ count: 1000, window_ends_at: until }).execute(),
      );
      await page.fill('#pin', '4711');
      await page.getByRole('button', { name: 'Weiter' }).click();
      await page.getByText(/Warten Sie 1[12] Minuten/).waitFor();
      await changeRows(stack, (tx) => tx.deleteFrom('throttles').execute());
      await page.getByRole('button', { name: 'Weiter' }).click();
      await page.getByRole('heading', { level: 1, name: 'Antrag auf Wohngeld' }).waitFor();
      await context.close();
    });

    /** Chooses a large file and waits until a third of it has gone; more does not go. */
    async function beginLarge(page: Page): Promise<void> {
      const aThird = line.holdAfter(LARGE_BYTES / 3);
      await chooseFor(page, 'Personalausweis', [pathOf('Akte.bin')]);
      await aThird;
    }

    test(
      'an upload that a reload interrupts goes on on the same device; the file to be chosen again is named',
      async () => {
        const link = await office.link({ documents: checklist });
        const { page, context, complaints } = await visit(link.path);
        await chooseFor(page, 'Mietvertrag', [pathOf('Lohn für Jürgen.pdf')]);
        await untilStored(lineOf(page, 'Mietvertrag'), 1);
        await beginLarge(page);
        line.cut();
        line.release();
        const before = line.sentBytes();
        await page.goto('about:blank');
        line.restore();
        await page.goto(link.path);
        await page.getByText('Sie machen weiter, wo Sie auf diesem Gerät aufgehört haben.').waitFor();
        await page.getByText('müssen Sie noch einmal auswählen').waitFor();
        await page.getByRole('link', { name: 'Akte.bin' }).click();
        await expect(
          lineOf(page, 'Personalausweis').evaluate((one) => one === one.ownerDocument.activeElement),
        ).resolves.toBe(true);
        await untilStored(lineOf(page, 'Mietvertrag'), 1);
        await page.setInputFiles('input[aria-label="Datei auswählen: Akte.bin"]', [pathOf('Akte.bin')]);
        await untilStored(lineOf(page, 'Personalausweis'), 1);
        expect(line.sentBytes() - before).toBeLessThan(LARGE_BYTES);
        await submitAll(page);
        await untilSent(page);
        const [submission] = await office.submissions(link);
        await expectOctets(await office.octets(submission!), ['Lohn für Jürgen.pdf', 'Akte.bin']);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'an upload goes on by itself when the API was killed, and is sent as soon as it is whole',
      async () => {
        const { stack } = get();
        const link = await office.link({ documents: [requested('Personalausweis')] });
        const { page, context, complaints } = await visit(link.path);
        await beginLarge(page);
        await submitAll(page);
        await page.getByText('gehen ab, sobald alle Dateien hochgeladen sind').waitFor();
        process.kill(await stack.apiPid(), 'SIGKILL');
        line.release();
        await untilSent(page);
        const [submission] = await office.submissions(link);
        await expectOctets(await office.octets(submission!), ['Akte.bin']);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test('two citizens on one link see nothing of each other', async () => {
      const link = await office.link({ documents: checklist });
      const [one, other] = [await visit(link.path), await visit(link.path)];
      await chooseFor(one.page, 'Personalausweis', [pathOf('Ausweis vorne.jpg')]);
      await untilStored(lineOf(one.page, 'Personalausweis'), 1);
      await chooseFor(other.page, 'Personalausweis', [pathOf('Ausweis hinten.jpg')]);
      await untilStored(lineOf(other.page, 'Personalausweis'), 1);
      await other.page.reload();
      await untilStored(lineOf(other.page, 'Personalausweis'), 1);
      expect(await other.page.locator('body').textContent()).not.toContain('Ausweis vorne.jpg');
      for (const { page } of [one, other]) {
        await submitAll(page);
        await untilSent(page);
      }
      const submissions = await office.submissions(link);
      expect(submissions.map(({ files }) => files.map(({ path }) => path?.join()))).toEqual([
        ['Ausweis hinten.jpg'],
        ['Ausweis vorne.jpg'],
      ]);
      expect([...one.complaints, ...other.complaints]).toEqual([]);
      for (const { context } of [one, other]) await context.close();
    });

    test('two tabs on one device fill one draft, and what one sends the other shows', async () => {
      const link = await office.link({ documents: checklist });
      const { page: first, context, complaints } = await visit(link.path);
      const second = await context.newPage();
      await second.goto(link.path);
      await second.locator('fieldset.document').first().waitFor();
      await chooseFor(first, 'Personalausweis', [pathOf('Ausweis vorne.jpg')]);
      await untilStored(lineOf(first, 'Personalausweis'), 1);
      await chooseFor(second, 'Mietvertrag', [pathOf('Lohn für Jürgen.pdf')]);
      await untilStored(lineOf(second, 'Mietvertrag'), 1);
      await untilStored(lineOf(second, 'Personalausweis'), 1);
      await submitAll(second);
      const path = await untilSent(second);
      // A tab that is looked at again: browsers without a window do not tell that by themselves.
      await first.evaluate('document.dispatchEvent(new Event("visibilitychange"))');
      expect(await untilSent(first)).toBe(path);
      const submissions = await office.submissions(link);
      expect(submissions).toHaveLength(1);
      await expectOctets(await office.octets(submissions[0]!), ['Ausweis vorne.jpg', 'Lohn für Jürgen.pdf']);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('a draft outlives the sign-in and the sign-out of an account in the same browser', async () => {
      const { stack, newAddress } = get();
      const link = await office.link({ documents: checklist });
      const { page, context } = await visit(link.path);
      await chooseFor(page, 'Personalausweis', [pathOf('Ausweis vorne.jpg')]);
      await untilStored(lineOf(page, 'Personalausweis'), 1);
      const other = await context.newPage();
      await other.goto('/sign-in');
      await signInByCode(other, stack, newAddress('max'));
      await other.waitForURL(/\/received$/);
      await other.getByRole('button', { name: 'Abmelden' }).click();
      await other.waitForURL(/\/sign-in$/);
      await other.goto(link.path);
      await other.getByText('Sie machen weiter').waitFor();
      await untilStored(lineOf(other, 'Personalausweis'), 1);
      await context.close();
    });

    test('what was begun can be discarded, and nothing of it is left to send', async () => {
      const link = await office.link({ documents: checklist });
      const { page, context } = await visit(link.path);
      await chooseFor(page, 'Personalausweis', [pathOf('Ausweis vorne.jpg')]);
      await untilStored(lineOf(page, 'Personalausweis'), 1);
      await page.reload();
      await page.getByRole('button', { name: 'Verwerfen und neu beginnen' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Verwerfen' }).click();
      await page.getByText('Das Begonnene ist verworfen.').waitFor();
      expect(await page.locator('.transfer-state').count()).toBe(0);
      await page.getByRole('button', { name: 'Absenden …' }).click();
      await page.getByRole('link', { name: /Es ist noch keine Datei dabei/ }).click();
      await page.reload();
      await page.locator('fieldset.document').first().waitFor();
      expect(await page.getByText('Sie machen weiter').count()).toBe(0);
      await context.close();
    });

    test('closed, past the deadline and full are told before anything can be chosen; unknown tells nothing', async () => {
      const { stack } = get();
      const closed = await office.link();
      await office.close(closed);
      const past = await office.link();
      await changeRows(stack, (tx) =>
        tx
          .updateTable('upload_links')
          .set({ deadline_at: new Date(Date.now() - 60_000) })
          .where('id', '=', past.id)
          .execute(),
      );
      const full = await office.link({ maxSubmissions: 1 });
      const last = await visit(full.path);
      await chooseFor(last.page, 'Ihre Dateien', [pathOf('Ausweis vorne.jpg')]);
      await submitAll(last.page);
      await untilSent(last.page);
      for (const [path, title] of [
        [closed.path, 'Hier kann nichts mehr eingereicht werden'],
        [past.path, 'Die Frist ist abgelaufen'],
        [full.path, 'Es wird nichts mehr angenommen'],
        [`/u/${'x'.repeat(43)}`, 'Diesen Upload-Link gibt es nicht (mehr)'],
      ] as const) {
        const { page, context, complaints } = await visit(path);
        await page.getByRole('heading', { level: 1, name: title }).waitFor();
        expect(await page.locator('input[type=file]').count()).toBe(0);
        expect(complaints).toEqual([]);
        await context.close();
      }
      await last.context.close();
    });

    test('whoever loses the last place keeps all files, and is told so', async () => {
      const { stack } = get();
      const link = await office.link({ maxSubmissions: 1 });
      const { page, context } = await visit(link.path);
      await chooseFor(page, 'Ihre Dateien', [pathOf('Ausweis vorne.jpg')]);
      await untilStored(lineOf(page, 'Ihre Dateien'), 1);
      const count = (accepted_count: number) =>
        changeRows(stack, (tx) =>
          tx.updateTable('upload_links').set({ accepted_count }).where('id', '=', link.id).execute(),
        );
      await count(1);
      await submitAll(page);
      await page.getByRole('dialog').getByText('Die Höchstzahl ist erreicht').waitFor();
      await count(0);
      await page.locator('dialog[open] .button').first().click();
      await untilSent(page);
      expect(await office.submissions(link)).toHaveLength(1);
      await context.close();
    });

    test('a rejected document is shown with its reason, and is replaced by a supplement with a receipt of its own', async () => {
      const { stack, newAddress } = get();
      const link = await office.link({ documents: checklist });
      const { page, context, complaints } = await visit(link.path);
      await chooseFor(page, 'Personalausweis', [pathOf('Ausweis vorne.jpg')]);
      await chooseFor(page, 'Mietvertrag', [pathOf('Lohn für Jürgen.pdf')]);
      const email = newAddress('erika');
      await page.fill('#submitter-email', email);
      await submitAll(page);
      const path = await untilSent(page);
      const [submission] = await office.submissions(link);
      const [card, contract] = submission!.files;
      await office.reject(link, submission!, card!.id, 'Die Rückseite fehlt.');
      await office.accept(link, submission!, contract!.id);

      const notice = await stack.mail(email, /noch einmal/);
      expect(new URL(notice.links[0]!).pathname).toBe(path);
      await page.goto(path);
      await page.getByText('Grund: Die Rückseite fehlt.').waitFor();
      await page.getByRole('button', { name: 'Unterlagen nachreichen oder ersetzen' }).click();
      await page.getByRole('heading', { level: 1, name: 'Unterlagen nachreichen' }).waitFor();
      await lineOf(page, 'Personalausweis').getByText('wurde zurückgewiesen').waitFor();
      expect(await lineOf(page, 'Mietvertrag').getByText('wurde zurückgewiesen').count()).toBe(0);

      // Leaving and coming back goes on with the same one.
      const supplement = new URL(page.url()).pathname;
      await chooseFor(page, 'Personalausweis', [pathOf('Ausweis hinten.jpg')]);
      await untilStored(lineOf(page, 'Personalausweis'), 1);
      await page.goto(path);
      await page.getByRole('button', { name: 'Unterlagen nachreichen oder ersetzen' }).click();
      await page.getByRole('heading', { level: 1, name: 'Unterlagen nachreichen' }).waitFor();
      expect(new URL(page.url()).pathname).toBe(supplement);
      await untilStored(lineOf(page, 'Personalausweis'), 1);
      await submitAll(page);
      await page.locator('.receipt').nth(1).waitFor();
      expect(await page.getByText('Mindestens eine Unterlage wurde zurückgewiesen').count()).toBe(0);

      const [second, first] = await office.submissions(link);
      expect(second).toMatchObject({ supplements: first!.id, email });
      await expectOctets(await office.octets(second!), ['Ausweis hinten.jpg']);
      await expectOctets(await office.octets(first!), ['Ausweis vorne.jpg', 'Lohn für Jürgen.pdf']);
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('the page speaks the language of the link until somebody chooses another', async () => {
      const link = await office.link({ language: 'en' });
      const { page, context } = await visit(link.path);
      await page.getByRole('button', { name: 'Send …' }).waitFor();
      expect(await page.getAttribute('html', 'lang')).toBe('en');
      await page.getByRole('button', { name: 'Deutsch' }).click();
      await page.getByRole('button', { name: 'Absenden …' }).waitFor();
      await page.reload();
      await page.getByRole('button', { name: 'Absenden …' }).waitFor();
      await context.close();
    });
  },
  start,
);
