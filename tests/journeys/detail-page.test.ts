import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { newProfile } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { compose, downloadBy, sendNow, signInAsDemo, waitUntilStored } from './support/steps.ts';

let folder: string;
let files: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-detail-'));
  files = ['Bescheid für Jürgen.pdf', 'Anlage.txt'].map((name) => join(folder, name));
  for (const file of files) await writeFile(file, 'Inhalt');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const DATE = /\d{1,2}\. \p{L}+ 20\d\d um \d\d:\d\d/u.source;
const states = (recipient: Locator) => recipient.locator('.states li').allInnerTexts();

describeJourney('the sender’s page of a delivery', (get) => {
  describe.each(SIZES)('%s', (_, size) => {
    test('tells of each recipient whether and when it was opened, and when which file was fetched', async () => {
      const { browser, stack, newAddress } = get();
      const [erika, max] = [newAddress('erika'), newAddress('max')];
      const sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
      await compose(sender.page, { to: `${erika}, ${max}`, subject: 'Ihr Bescheid', level: 1, files });
      await waitUntilStored(sender.page, files.length);
      await sendNow(sender.page);
      const recipient = (email: string) => sender.page.getByRole('listitem').filter({ hasText: email });
      await recipient(erika).getByText('Noch nicht geöffnet').waitFor();
      await recipient(erika).getByText('Noch keine Datei abgerufen').waitFor();

      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto((await stack.mail(erika, /./)).links[0]!);
      const download = citizen.page.getByRole('link', { name: /^Bescheid für Jürgen\.pdf herunterladen/ });
      await download.waitFor();
      // Loading the page says nothing, a scanner does that too; the first touch or key does.
      await citizen.page.locator('h1').click();
      await recipient(erika).getByText('Geöffnet am').waitFor();
      await downloadBy(citizen.page, () => download.click());

      // Nobody has to reload: the page asks again by itself.
      await recipient(erika).getByText('Abgerufen am').waitFor();
      await recipient(max).getByText('E-Mail zugestellt').waitFor();
      expect(await states(recipient(erika))).toEqual([
        'E-Mail zugestellt',
        expect.stringMatching(new RegExp(`^Geöffnet am ${DATE}$`, 'u')),
        expect.stringMatching(new RegExp(`^Abgerufen am ${DATE}: Bescheid für Jürgen\\.pdf$`, 'u')),
      ]);
      expect(await states(recipient(max))).toEqual([
        'E-Mail zugestellt',
        'Noch nicht geöffnet',
        'Noch keine Datei abgerufen',
      ]);
      expect([...sender.complaints, ...citizen.complaints]).toEqual([]);
      await sender.context.close();
      await citizen.context.close();
    });

    test('keeps the recall apart, and asks before it with the consequence', async () => {
      const { browser, stack, newAddress } = get();
      const { context, page, complaints } = await newProfile(browser, stack.url, size);
      await signInAsDemo(page, stack);
      await compose(page, { to: newAddress('erika'), subject: 'Irrtum', message: 'Falsch', level: 1 });
      await sendNow(page);
      const apart = page.getByRole('region', { name: 'Sendung zurückrufen' });
      await apart.waitFor();
      expect(await apart.getByRole('button').allInnerTexts()).toEqual(['Zurückrufen …']);
      await apart.getByRole('button').click();

      const question = page.getByRole('dialog', { name: 'Sendung zurückrufen?' });
      await question.getByText('Die Links wirken sofort nicht mehr').waitFor();
      expect(await question.textContent()).toMatch(/Inhalt wird vernichtet.*nicht rückgängig machen/);
      // A hasty Enter does no harm, and the focus is back where it was.
      await page.keyboard.press('Enter');
      await question.waitFor({ state: 'detached' });
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Zurückrufen …');
      await page.getByText('Aktiv', { exact: true }).waitFor();

      await page.keyboard.press('Enter');
      await question.getByRole('button', { name: 'Jetzt zurückrufen' }).click();
      await page.getByText('Die Sendung ist zurückgerufen.').waitFor();
      await page.getByText('Ihr Inhalt ist gelöscht').waitFor();
      expect(await apart.count()).toBe(0);
      expect(complaints).toEqual([]);
      await context.close();
    });
  });
});
