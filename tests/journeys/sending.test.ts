import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newProfile } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import {
  compose,
  downloadBy,
  sendNow,
  sha256Of,
  signInAsDemo,
  signInByCode,
  waitUntilStored,
} from './support/steps.ts';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-files-'));
  file = join(folder, 'Bescheid für Jürgen.pdf');
  await writeFile(file, randomBytes(3_000_000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('sending and fetching', (get) => {
  describe.each(SIZES)('%s', (_, size) => {
    test('a file goes out at level 1, is fetched by link, and the sender sees when', async () => {
      const { browser, stack, newAddress } = get();
      const to = newAddress('erika');
      const sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
      await compose(sender.page, { to, subject: 'Ihr Bescheid', message: 'Guten Tag', level: 1, files: [file] });
      await waitUntilStored(sender.page, 1);
      const detail = await sendNow(sender.page);

      const notice = await stack.mail(to, /./);
      expect(notice.text).not.toMatch(/Bescheid|Guten Tag,? Erika|Jürgen/);
      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto(notice.links[0]!);
      await citizen.page.getByText('Ihr Bescheid').waitFor();
      const { path, name } = await downloadBy(citizen.page, () => citizen.page.locator('a[download]').first().click());
      expect(name).toBe('Bescheid für Jürgen.pdf');
      expect(await sha256Of(path)).toBe(await sha256Of(file));

      await stack.mail(stack.demo.email, /abgerufen|abgeholt/i);
      await sender.page.goto(detail);
      await sender.page.getByText('E-Mail zugestellt').waitFor();
      await expect(sender.page.getByText('Noch keine Datei abgerufen').count()).resolves.toBe(0);
      expect([...sender.complaints, ...citizen.complaints]).toEqual([]);
      await sender.context.close();
      await citizen.context.close();
    });

    test('what was written is kept as a draft, and is there after a reload', async () => {
      const { browser, stack, newAddress } = get();
      const { context, page } = await newProfile(browser, stack.url, size);
      await signInAsDemo(page, stack);
      await compose(page, { to: newAddress('erika'), subject: 'Entwurf', message: 'Noch nicht fertig', level: 2 });
      await page.getByText('Entwurf gespeichert').waitFor();
      await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}\/edit$/);
      await page.reload();
      await page.locator('#message').waitFor();
      expect(await page.inputValue('#subject')).toBe('Entwurf');
      expect(await page.inputValue('#message')).toBe('Noch nicht fertig');
      await context.close();
    });

    test('a recalled delivery is gone for its recipient', async () => {
      const { browser, stack, newAddress } = get();
      const to = newAddress('erika');
      const sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
      await compose(sender.page, { to, subject: 'Irrtum', message: 'Falscher Empfänger', level: 1 });
      await sendNow(sender.page);
      const notice = await stack.mail(to, /./);
      await sender.page.getByRole('button', { name: 'Zurückrufen …' }).click();
      await sender.page.getByRole('button', { name: 'Jetzt zurückrufen' }).click();
      await sender.page.getByText('Die Sendung ist zurückgerufen.').waitFor();
      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto(notice.links[0]!);
      await citizen.page.getByText('Hier gibt es nichts (mehr) abzurufen').waitFor();
      expect(await citizen.page.locator('body').textContent()).not.toMatch(/Irrtum|Falscher/);
      await sender.context.close();
      await citizen.context.close();
    });

    test('at level 2 the addressed citizen registers and is brought back; another account is refused', async () => {
      const { browser, stack, newAddress } = get();
      const to = newAddress('max');
      const sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
      await compose(sender.page, { to, subject: 'Nur für Max', message: 'Vertraulich', level: 2, files: [file] });
      await waitUntilStored(sender.page, 1);
      await sendNow(sender.page);
      const link = (await stack.mail(to, /./)).links[0]!;

      const stranger = await newProfile(browser, stack.url, size);
      await stranger.page.goto(link);
      await stranger.page.getByRole('button', { name: 'Weiter zur Anmeldung' }).click();
      await signInByCode(stranger.page, stack, newAddress('eve'));
      await stranger.page.getByText('Diese Sendung ging an eine andere Adresse').waitFor();
      expect(await stranger.page.locator('body').textContent()).not.toMatch(/Nur für Max|Vertraulich|Jürgen/);

      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto(link);
      await citizen.page.getByRole('button', { name: 'Weiter zur Anmeldung' }).click();
      await signInByCode(citizen.page, stack, to);
      await citizen.page.getByText('Vertraulich').waitFor();
      const { path } = await downloadBy(citizen.page, () => citizen.page.locator('a[download]').first().click());
      expect(await sha256Of(path)).toBe(await sha256Of(file));
      expect([...stranger.complaints, ...citizen.complaints]).toEqual([]);
      for (const { context } of [sender, stranger, citizen]) await context.close();
    });

    test('a download limit of 1 is used up by one whole download, and the page says so', async () => {
      const { browser, stack, newAddress } = get();
      const to = newAddress('erika');
      const sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
      await compose(sender.page, { to, subject: 'Einmal', level: 1, files: [file], downloadLimit: 1 });
      await waitUntilStored(sender.page, 1);
      await sendNow(sender.page);
      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto((await stack.mail(to, /./)).links[0]!);
      await citizen.page.getByText('Noch 1 Abruf möglich').waitFor();
      const button = citizen.page.getByRole('button', { name: /herunterladen/i });
      const { path } = await downloadBy(citizen.page, () => button.click());
      expect(await sha256Of(path)).toBe(await sha256Of(file));
      await citizen.page.reload();
      await citizen.page.getByText('Kein Abruf mehr möglich').waitFor();
      await sender.context.close();
      await citizen.context.close();
    });
  });
});
