import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UploadLinkFields } from '@umschlag/contract';
import type { Page } from 'playwright-core';
import { missingPrograms } from '../invariants/programs.ts';
import { BAD_FILE_PROGRAMS, type BadFiles, makeBadFiles } from './support/bad-files.ts';
import { startBehindLine } from './support/behind-line.ts';
import { newProfile, PHONE } from './support/browser.ts';
import { changeRows } from './support/database.ts';
import { describeJourney } from './support/describe-journey.ts';
import { chooseFor, lineOf, submitAll, untilSent, untilStored } from './support/entrance-steps.ts';
import type { Line } from './support/line.ts';
import { Office, type Opened, requested } from './support/office.ts';
import { metadataOf, picturesIn } from './support/photographs.ts';

const NAME = 'what people choose by mistake, through an upload link';
const MIB = 2 ** 20;
/** More than is read ahead, so that some of it is unread when a third has gone. */
const LARGE_BYTES = 160 * MIB;
const HOUR_MS = 60 * 60_000;
const TEST_TIMEOUT_MS = 5 * 60_000;

/** What pages say to people, by the language of the upload link. */
const WORDS = {
  de: {
    program: 'Programme und Skripte werden nicht angenommen',
    macros: 'enthält Makros oder eingebettete Objekte',
    text: 'Nach dieser Art von Datei ist hier nicht gefragt',
    misnamed: 'passt nicht zur Endung ihres Namens',
    encrypted: 'mit einem Passwort geschützt',
    stuck: /ist nicht vollständig hochgeladen/,
    remove: /entfernen$/,
    deadlineTitle: 'Die Frist ist abgelaufen',
    deadline: /Die Frist ist abgelaufen\. Fragen Sie bei der Stelle nach/,
    limits: (size: string, count: number) => new RegExp(`Zusammen höchstens ${size} und ${count} Dateien`),
    tooLarge: 'Größer als 1 MiB',
    tooMany: 'Mehr als 2 Dateien',
    camera: 'Mit der Kamera: Antrag',
    pick: 'Fotos auswählen',
    heic: 'im Format HEIC, das Ihr Browser nicht lesen kann',
    original: 'Original senden: IMG_7.heic',
    originalWarning: 'Im Original kann stehen, wo',
    finished: 'Fertig',
    added: 'Seite 1 von 1 ist hinzugekommen',
    usePdf: 'PDF übernehmen',
    chooseAgain: 'Wählen Sie diese Datei noch einmal aus',
    chooseLabel: 'Datei auswählen: Akte.bin',
    changed: 'Die Datei hat sich geändert und wird deshalb von vorn hochgeladen.',
    wrongFile: 'Das ist nicht dieselbe Datei',
  },
  en: {
    program: 'Programs and scripts are not accepted',
    macros: 'has macros or embedded objects',
    text: 'This kind of file is not asked for here',
    misnamed: 'does not match the end of its name',
    encrypted: 'protected by a password',
    stuck: /is not uploaded completely/,
    remove: /^Remove /,
    deadlineTitle: 'The deadline has passed',
    deadline: /The deadline has passed\. Ask the office/,
    limits: (size: string, count: number) => new RegExp(`At most ${size} and ${count} files in all`),
    tooLarge: 'Larger than 1 MiB',
    tooMany: 'More than 2 files',
    camera: 'By camera: Antrag',
    pick: 'Choose photos',
    heic: 'in the format HEIC, which your browser cannot read',
    original: 'Send the original: IMG_7.heic',
    originalWarning: 'The original may tell where',
    finished: 'Done',
    added: 'Page 1 of 1 has been added',
    usePdf: 'Use the PDF',
    chooseAgain: 'Choose this file once more',
    chooseLabel: 'Choose file: Akte.bin',
    changed: 'The file has changed and is therefore uploaded from the beginning.',
    wrongFile: 'This is not the same file',
  },
} as const;

let line: Line;
const start = () =>
  startBehindLine((given) => {
    line = given;
  });

const missing = missingPrograms(BAD_FILE_PROGRAMS);
if (missing.length > 0) {
  process.stderr.write(`SKIPPED: ${NAME}, because ${missing.join(', ')} is not installed\n`);
  describe.skip(NAME, () => test('left out', () => {}));
} else {
  describeJourney(
    NAME,
    (get) => {
      let folder: string;
      let files: BadFiles;
      let office: Office;
      beforeAll(async () => {
        folder = await mkdtemp(join(tmpdir(), 'umschlag-bad-input-'));
        files = await makeBadFiles(folder);
        const { browser, stack } = get();
        office = await Office.open(browser, stack);
      });
      afterAll(async () => {
        await office?.context.close();
        await rm(folder, { recursive: true, force: true });
      });

      describe.each(['de', 'en'] as const)('in the language of the upload link (%s)', (language) => {
        const words = WORDS[language];

        const openLink = (wish: Partial<UploadLinkFields> = {}) =>
          office.link({ language, documents: [requested('Antrag')], ...wish });
        const asked = (acceptedKinds: UploadLinkFields['documents'][number]['acceptedKinds']) => ({
          documents: [{ ...requested('Antrag'), acceptedKinds }],
        });
        async function visit(path: string) {
          const citizen = await newProfile(get().browser, get().stack.url, PHONE);
          citizen.page.on('dialog', (dialog) => void dialog.accept());
          await citizen.page.goto(path);
          await citizen.page.locator(`html[lang=${language}] h1`).waitFor();
          return citizen;
        }
        const antrag = (page: Page) => lineOf(page, 'Antrag');
        /** Sends, and looks at what the owner has: these files, octet for octet, and nothing else. */
        async function sendAndCompare(page: Page, link: Opened, paths: readonly string[]): Promise<void> {
          await untilStored(antrag(page), paths.length);
          await submitAll(page);
          await untilSent(page);
          const submissions = await office.submissions(link);
          expect(submissions).toHaveLength(1);
          const received = await office.octets(submissions[0]!);
          expect(Object.keys(received).sort()).toEqual(paths.map((path) => basename(path)).sort());
          for (const path of paths) expect(received[basename(path)]!.equals(await readFile(path))).toBe(true);
        }

        test.each([
          ['program', 'a program that is called a PDF', ['any']],
          ['macros', 'a document with macros under a harmless name', ['any']],
          ['text', 'a kind that is not asked for', ['pdf']],
          ['misnamed', 'text that is called a PDF', ['any']],
          ['encrypted', 'a PDF under a password', ['pdf']],
        ] as const)(
          '%s (%s) is refused with its reason, holds back the sending, and a good file goes',
          async (what, _, kinds) => {
            const link = await openLink(asked([...kinds]));
            const { page, context, complaints } = await visit(link.path);
            await chooseFor(page, 'Antrag', [files[what]]);
            await antrag(page).locator('.transfer-state.failed').filter({ hasText: words[what] }).waitFor();
            await page.locator('.send-bar button[type=submit]').click();
            await page.getByRole('link', { name: words.stuck }).waitFor();
            expect(await office.submissions(link)).toEqual([]);
            await antrag(page).getByRole('button', { name: words.remove }).click();
            await antrag(page).locator('.transfer-state').waitFor({ state: 'detached' });
            await chooseFor(page, 'Antrag', [files.good]);
            await sendAndCompare(page, link, [files.good]);
            expect(complaints).toEqual([]);
            await context.close();
          },
        );

        test('past the deadline the page says so in place of the list; what was begun says so at its file, and goes once it is extended', async () => {
          const { stack } = get();
          const link = await openLink();
          const setDeadline = (msFromNow: number) =>
            changeRows(stack, (tx) =>
              tx
                .updateTable('upload_links')
                .set({ deadline_at: new Date(Date.now() + msFromNow) })
                .where('id', '=', link.id)
                .execute(),
            );
          const begun = await visit(link.path);
          await chooseFor(begun.page, 'Antrag', [files.good]);
          await untilStored(antrag(begun.page), 1);
          const late = await visit(link.path);
          await setDeadline(-2 * HOUR_MS);
          await chooseFor(late.page, 'Antrag', [files.good]);
          await late.page.getByRole('heading', { level: 1, name: words.deadlineTitle }).waitFor();
          expect(await late.page.locator('input[type=file]').count()).toBe(0);
          await chooseFor(begun.page, 'Antrag', [files.text]);
          await antrag(begun.page).locator('.transfer-state.failed').filter({ hasText: words.deadline }).waitFor();
          expect(await office.submissions(link)).toEqual([]);

          await setDeadline(24 * HOUR_MS);
          await begun.page.reload();
          await sendAndCompare(begun.page, link, [files.good]);
          expect([...begun.complaints, ...late.complaints]).toEqual([]);
          for (const { context } of [begun, late]) await context.close();
        });

        test('how large a file may be is said before any is chosen, and of one that is larger no octet leaves', async () => {
          const link = await openLink({ maxSubmissionBytes: MIB });
          const { page, context, complaints } = await visit(link.path);
          await page.getByText(words.limits('1.MiB', 200)).waitFor();
          const large = join(folder, 'Zu groß.bin');
          await writeFile(large, randomBytes(MIB + 1));
          const sent: string[] = [];
          page.on('request', (request) => request.method() !== 'GET' && sent.push(request.url()));
          await chooseFor(page, 'Antrag', [large]);
          await antrag(page).getByRole('alert').getByText(words.tooLarge.replace(' MiB', '\u00a0MiB')).waitFor();
          expect(await antrag(page).locator('.transfer-state').count()).toBe(0);
          expect(sent).toEqual([]);
          await chooseFor(page, 'Antrag', [files.good]);
          await sendAndCompare(page, link, [files.good]);
          expect(complaints).toEqual([]);
          await context.close();
        });

        test('how many files may come is said before any is chosen; one too many is named, and the others go', async () => {
          const { stack } = get();
          const limit = (max_files: number | null) =>
            changeRows(stack, (tx) => tx.updateTable('organisations').set({ max_files }).execute());
          await limit(2);
          try {
            const link = await openLink();
            const { page, context, complaints } = await visit(link.path);
            await page.getByText(words.limits('200.MiB', 2)).waitFor();
            await chooseFor(page, 'Antrag', [files.good, files.text, files.heic]);
            await antrag(page).getByRole('alert').getByText(words.tooMany).waitFor();
            await antrag(page).getByRole('alert').getByText('IMG_7.heic').waitFor();
            await sendAndCompare(page, link, [files.good, files.text]);
            expect(complaints).toEqual([]);
            await context.close();
          } finally {
            await limit(null);
          }
        });

        async function openCamera(page: Page, picture: string) {
          await antrag(page).getByRole('button', { name: words.camera }).click();
          const dialog = page.getByRole('dialog', { name: words.camera });
          const chooser = page.waitForEvent('filechooser');
          await dialog.getByRole('button', { name: words.pick }).click();
          await (await chooser).setFiles([picture]);
          return dialog;
        }

        test('a photograph of 50 megapixels becomes a page that can be sent', async () => {
          const link = await openLink(asked(['pdf']));
          const { page, context, complaints } = await visit(link.path);
          const dialog = await openCamera(page, files.fiftyMegapixels);
          await dialog.getByText(words.added).waitFor();
          await dialog.getByRole('button', { name: words.usePdf }).click();
          await untilStored(antrag(page), 1);
          await submitAll(page);
          await untilSent(page);
          const received = await office.octets((await office.submissions(link))[0]!);
          const pdf = join(await mkdtemp(join(folder, 'fetched-')), 'Antrag.pdf');
          await writeFile(pdf, received['Antrag.pdf']!);
          const pictures = await picturesIn(pdf);
          expect(pictures).toHaveLength(1);
          const { 'File:ImageWidth': width, 'File:ImageHeight': height } = await metadataOf(pictures[0]!);
          expect(height).toBe(3508);
          expect(Number(width) / Number(height)).toBeCloseTo(6120 / 8170, 2);
          expect(complaints).toEqual([]);
          await context.close();
        });

        test('a HEIC photograph that the browser cannot read says so, and goes as the original if that is wanted', async () => {
          const link = await openLink(asked(['pdf', 'image']));
          const { page, context, complaints } = await visit(link.path);
          const dialog = await openCamera(page, files.heic);
          await dialog.getByRole('alert').getByText(words.heic).waitFor();
          await dialog.getByText(words.originalWarning).waitFor();
          await dialog.getByRole('button', { name: words.original }).click();
          await dialog.getByRole('button', { name: words.finished }).click();
          await sendAndCompare(page, link, [files.heic]);
          expect(complaints).toEqual([]);
          await context.close();
        });

        test('of a document that has to be a PDF no original of a HEIC photograph is offered', async () => {
          const link = await openLink(asked(['pdf']));
          const { page, context } = await visit(link.path);
          const dialog = await openCamera(page, files.heic);
          await dialog.getByRole('alert').getByText(words.heic).waitFor();
          expect(await dialog.getByRole('button', { name: words.original }).count()).toBe(0);
          await context.close();
        });

        /** Chooses a large file and waits until a third of it has gone; more does not go. */
        async function beginLarge(page: Page, path: string): Promise<void> {
          await writeFile(path, randomBytes(LARGE_BYTES));
          const aThird = line.holdAfter(LARGE_BYTES / 3);
          await chooseFor(page, 'Antrag', [path]);
          await aThird;
        }
        const largeFile = async () => join(await mkdtemp(join(folder, 'large-')), 'Akte.bin');

        test(
          'a file that is changed while it is read has to be chosen again; then it goes from the beginning, as it is now',
          async () => {
            const link = await openLink();
            const { page, context, complaints } = await visit(link.path);
            const path = await largeFile();
            await beginLarge(page, path);
            const handle = await open(path, 'r+');
            await handle.write(randomBytes(MIB), 0, MIB, 0);
            await handle.close();
            line.release();
            await antrag(page).locator('.transfer-state.choose').filter({ hasText: words.chooseAgain }).waitFor();
            const again = antrag(page).locator(`input[aria-label="${words.chooseLabel}"]`);
            // Another file of the same name is not taken for it.
            const other = join(await mkdtemp(join(folder, 'other-')), 'Akte.bin');
            await writeFile(other, 'kurz');
            await again.setInputFiles([other]);
            await antrag(page).getByText(words.wrongFile).waitFor();
            await again.setInputFiles([path]);
            await antrag(page).getByText(words.changed).waitFor();
            await sendAndCompare(page, link, [path]);
            expect(complaints).toEqual([]);
            await context.close();
          },
          TEST_TIMEOUT_MS,
        );

        test(
          'an upload that somebody gives up half-way takes no place and is in nobody’s way',
          async () => {
            const link = await openLink({ maxSubmissions: 1 });
            const leaver = await visit(link.path);
            await beginLarge(leaver.page, await largeFile());
            await leaver.context.close();
            line.release();
            expect(await office.submissions(link)).toEqual([]);
            const { page, context, complaints } = await visit(link.path);
            expect(await page.locator('body').textContent()).not.toContain('Akte.bin');
            await chooseFor(page, 'Antrag', [files.good]);
            await sendAndCompare(page, link, [files.good]);
            expect([...leaver.complaints, ...complaints]).toEqual([]);
            await context.close();
          },
          TEST_TIMEOUT_MS,
        );
      });
    },
    start,
  );
}
