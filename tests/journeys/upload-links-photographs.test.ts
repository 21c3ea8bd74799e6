import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { missingPrograms } from '../invariants/programs.ts';
import { newProfile, startChromium, TOUCHED_PHONE } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { lineOf, submitAll, untilSent, untilStored } from './support/entrance-steps.ts';
import { Office, requested } from './support/office.ts';
import {
  brightnessOfPages,
  metadataOf,
  PHOTOGRAPH_PROGRAMS,
  paperFilm,
  photograph,
  picturesIn,
  TOLD,
} from './support/photographs.ts';

const NAME = 'photographs that become documents of a submission';
const TEST_TIMEOUT_MS = 5 * 60_000;
const PAGES = 6;
/** How segments of a JPEG begin that tell about it, and what else would give a program or a colour profile away. */
const MARKS = ['Exif\0\0', 'http://ns.adobe.com/xap', 'Photoshop 3.0', 'ICC_PROFILE', 'http://ns.adobe.com/xmp'];

const missing = missingPrograms(PHOTOGRAPH_PROGRAMS);
if (missing.length > 0) {
  process.stderr.write(`SKIPPED: ${NAME}, because ${missing.join(', ')} is not installed\n`);
  describe.skip(NAME, () => test('left out', () => {}));
} else {
  describeJourney(NAME, (get) => {
    let folder: string;
    let office: Office;
    /** Six sheets, darker from one to the next; two of them were held another way. */
    let photographs: string[];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'umschlag-photographs-'));
      photographs = await Promise.all(
        Array.from({ length: PAGES }, (_, at) => {
          const lies = at % 3 === 1;
          const size = lies ? { widthPx: 4032, heightPx: 3024 } : { widthPx: 3024, heightPx: 4032 };
          const page = at + 1;
          // 6: the camera was turned, and the sheet stands upright when it is turned back.
          const orientation = lies ? 6 : 1;
          return photograph(folder, { name: `IMG_${page}.jpg`, page, brightness: 200 - 20 * at, ...size, orientation });
        }),
      );
      const { browser, stack } = get();
      office = await Office.open(browser, stack);
    });
    afterAll(async () => {
      await office?.context.close();
      await rm(folder, { recursive: true, force: true });
    });

    async function openCamera(path: string, browser = get().browser) {
      const { page, complaints } = await newProfile(browser, get().stack.url, TOUCHED_PHONE);
      await page.goto(path);
      await lineOf(page, 'Mietvertrag').getByRole('button', { name: 'Mit der Kamera: Mietvertrag' }).click();
      const dialog = page.getByRole('dialog', { name: 'Mit der Kamera: Mietvertrag' });
      await dialog.waitFor();
      return { page, dialog, complaints };
    }

    /** Takes pictures by the telephone's camera program or out of its gallery, and waits until they are pages. */
    async function take(page: Page, dialog: Locator, button: string, files: readonly string[], pages: number) {
      const chooser = page.waitForEvent('filechooser');
      await dialog.getByRole('button', { name: button }).click();
      await (await chooser).setFiles([...files]);
      await dialog.getByText(`Seite ${pages} von ${pages} ist hinzugekommen`).waitFor();
    }

    /** Sends, fetches as the owner and writes to the disk what was stored. @returns its path */
    async function sendAndFetch(page: Page, link: Awaited<ReturnType<Office['link']>>, name: string): Promise<string> {
      await untilStored(lineOf(page, 'Mietvertrag'), 1);
      await submitAll(page);
      await untilSent(page);
      const [submission] = await office.submissions(link);
      const files = await office.octets(submission!);
      expect(Object.keys(files)).toEqual([name]);
      const path = join(await mkdtemp(join(folder, 'fetched-')), name);
      await writeFile(path, files[name]!);
      return path;
    }

    async function expectNothingTold(path: string): Promise<void> {
      const octets = await readFile(path);
      for (const told of [...TOLD, ...MARKS]) expect([path, told, octets.includes(told)]).toEqual([path, told, false]);
    }

    /** A picture says its size and how it is encoded, and nothing else. */
    async function expectBarePicture(path: string): Promise<void> {
      const found = Object.keys(await metadataOf(path));
      const isOfThePicture = /^(File:(?!Comment|.*IPTC)|JFIF:|Composite:(ImageSize|Megapixels)$)/;
      expect(found.filter((name) => !isOfThePicture.test(name))).toEqual([]);
      await expectNothingTold(path);
    }

    test('the photographs of this test tell all that cameras tell', async () => {
      for (const path of photographs) {
        const found = Object.keys(await metadataOf(path));
        for (const name of [
          'GPS:GPSLatitude',
          'XMP-exif:GPSLatitude',
          'ExifIFD:SerialNumber',
          'ExifIFD:LensSerialNumber',
          'XMP-aux:SerialNumber',
          'ExifIFD:OwnerName',
          'IFD0:Artist',
          'IPTC:By-line',
          'IFD1:ThumbnailImage',
          'File:Comment',
        ]) {
          expect(found).toContain(name);
        }
        for (const told of TOLD) expect((await readFile(path)).includes(told)).toBe(true);
      }
    });

    test(
      'six of a telephone become one PDF in their order; what is stored tells nothing of place, device or owner',
      async () => {
        const link = await office.link({ documents: [{ ...requested('Mietvertrag'), acceptedKinds: ['pdf'] }] });
        const { page, dialog, complaints } = await openCamera(link.path);
        for (const [at, path] of photographs.slice(0, 3).entries()) {
          await take(page, dialog, 'Foto aufnehmen', [path], at + 1);
        }
        await take(page, dialog, 'Fotos auswählen', photographs.slice(3), PAGES);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(TOUCHED_PHONE.width);
        await dialog.getByRole('button', { name: 'PDF übernehmen' }).click();
        await dialog.waitFor({ state: 'detached' });
        const pdf = await sendAndFetch(page, link, 'Mietvertrag.pdf');

        const found = await metadataOf(pdf);
        const told = Object.keys(found).filter((name) => !/^(File:|PDF:)/.test(name));
        expect(told).toEqual([]);
        const ofPdf = Object.keys(found).filter((name) => name.startsWith('PDF:'));
        expect(ofPdf.filter((name) => /Date|Producer|Creator|Author|Keywords|Subject|XMP/i.test(name))).toEqual([]);
        expect(found).toMatchObject({ 'PDF:Title': 'Mietvertrag', 'PDF:PageCount': PAGES });
        await expectNothingTold(pdf);

        const pictures = await picturesIn(pdf);
        expect(pictures.map((path) => path.slice(-4))).toEqual(Array.from({ length: PAGES }, () => '.jpg'));
        for (const path of pictures) {
          await expectBarePicture(path);
          // All stand upright, also those that were not held so.
          const size = await metadataOf(path);
          expect(size['File:ImageHeight']).toBeGreaterThan(Number(size['File:ImageWidth']));
        }
        const brightness = await brightnessOfPages(pdf);
        expect(brightness).toEqual(brightness.toSorted((a, b) => b - a));
        const before = await Promise.all(photographs.map(async (path) => (await stat(path)).size));
        const { size: after } = await stat(pdf);
        const sum = before.reduce((all, one) => all + one, 0);
        process.stdout.write(
          `${PAGES} photographs of ${sum} bytes became a PDF of ${after} bytes (${((100 * after) / sum).toFixed(1)} %)\n`,
        );
        expect(after).toBeLessThan(sum);
        expect(complaints).toEqual([]);
        await page.context().close();
      },
      TEST_TIMEOUT_MS,
    );

    test('two taken by the camera of the page become a PDF with as many sheets, which tells nothing', async () => {
      const link = await office.link({ documents: [{ ...requested('Mietvertrag'), acceptedKinds: ['pdf'] }] });
      const browser = await startChromium(await paperFilm(folder));
      try {
        const { page, dialog, complaints } = await openCamera(link.path, browser);
        await page.context().grantPermissions(['camera']);
        await dialog.getByRole('button', { name: 'Kamera hier öffnen' }).click();
        for (const pages of [1, 2]) {
          await dialog.getByRole('button', { name: 'Auslösen' }).and(dialog.locator('[aria-disabled=false]')).click();
          await dialog.getByText(`Seite ${pages} von ${pages} ist hinzugekommen`).waitFor();
        }
        await dialog.getByRole('button', { name: 'PDF übernehmen' }).click();
        const pdf = await sendAndFetch(page, link, 'Mietvertrag.pdf');
        const pictures = await picturesIn(pdf);
        expect(pictures).toHaveLength(2);
        for (const picture of pictures) await expectBarePicture(picture);
        // The sheet of the film, and not the dark of a camera that has not begun.
        for (const brightness of await brightnessOfPages(pdf)) expect(brightness).toBeGreaterThan(100);
        expect(complaints).toEqual([]);
      } finally {
        await browser.close();
      }
    });

    test('one becomes a picture by wish, which tells nothing either', async () => {
      const link = await office.link({ documents: [{ ...requested('Mietvertrag'), acceptedKinds: ['image'] }] });
      const { page, dialog, complaints } = await openCamera(link.path);
      await take(page, dialog, 'Foto aufnehmen', [photographs[1]!], 1);
      await dialog.getByLabel('Ein Bild (JPEG)').check();
      await dialog.getByRole('button', { name: 'Bild übernehmen' }).click();
      const picture = await sendAndFetch(page, link, 'Mietvertrag.jpg');
      await expectBarePicture(picture);
      const [before, after] = [(await stat(photographs[1]!)).size, (await stat(picture)).size];
      process.stdout.write(`A photograph of ${before} bytes became a picture of ${after} bytes\n`);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    test('the original is kept to the last octet, and only after it was said what it tells', async () => {
      const link = await office.link({ documents: [{ ...requested('Mietvertrag'), acceptedKinds: ['image'] }] });
      const { page, dialog, complaints } = await openCamera(link.path);
      await take(page, dialog, 'Foto aufnehmen', [photographs[0]!], 1);
      const warning = dialog.getByText('Im Original kann stehen, wo, wann und mit welchem Gerät');
      expect(await warning.count()).toBe(0);
      await dialog.getByLabel('Die Originaldatei, unverändert').check();
      await warning.waitFor();
      await dialog.getByRole('button', { name: 'Original übernehmen' }).click();
      const original = await sendAndFetch(page, link, 'IMG_1.jpg');
      expect((await readFile(original)).equals(await readFile(photographs[0]!))).toBe(true);
      expect(Object.keys(await metadataOf(original))).toContain('GPS:GPSLatitude');
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });
}
