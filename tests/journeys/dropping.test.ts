import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { dropFiles } from './support/drop-files.ts';
import { compose, sendNow, signInAsDemo, waitUntilStored } from './support/steps.ts';

const FILES = {
  'Fotos/2026/Straße 😀.txt': 'ß',
  'Fotos/leer.txt': '',
  'Antrag für Jürgen.txt': 'Grüße',
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-drop-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('files and folders dropped on the page', (get) => {
  test('are sent with their folders and names, and an empty file is a file', async () => {
    const { browser, stack, newAddress } = get();
    const to = newAddress('erika');
    const { context, page, complaints } = await newProfile(browser, stack.url);
    await signInAsDemo(page, stack);
    await compose(page, { to, subject: 'Fotos', level: 1 });
    await dropFiles(page, page.locator('.drop'), [join(folder, 'Fotos'), join(folder, 'Antrag für Jürgen.txt')]);
    await waitUntilStored(page, Object.keys(FILES).length);
    await sendNow(page);

    const api = (await stack.mail(to, /./)).links[0]!.replace('/d/', '/api/v1/links/');
    const { delivery } = (await (await fetch(api)).json()) as { delivery: { files: { id: string; path: string[] }[] } };
    const received = delivery.files.map(async ({ id, path }) => {
      const octets = await fetch(`${api}/files/${id}`);
      return [path.join('/').normalize('NFC'), await octets.text()];
    });
    expect(Object.fromEntries(await Promise.all(received))).toEqual(FILES);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('come in the sender’s order, those of a folder by name, though they travel side by side', async () => {
    const { browser, stack, newAddress } = get();
    const to = newAddress('erika');
    const chosen = ['Zuerst.txt', 'Dann.txt', 'Anlage.txt'];
    const numbered = [10, 2, 1].map((n) => `Anlage ${n}.txt`);
    await mkdir(join(folder, 'Anlagen'));
    for (const path of [...chosen, ...numbered.map((name) => join('Anlagen', name))]) {
      await writeFile(join(folder, path), path);
    }
    const { context, page, complaints } = await newProfile(browser, stack.url);
    // The first declarations are held up, so that the later ones overtake them.
    let declarations = 0;
    await context.route('**/uploads', async (route) => {
      declarations += 1;
      if (declarations <= 2) await overtaken;
      await route.continue();
    });
    const overtaken = context.waitForEvent('requestfinished', (one) => one.url().endsWith('/complete'));
    await signInAsDemo(page, stack);
    await compose(page, { to, subject: 'Reihenfolge', level: 1, files: chosen.map((name) => join(folder, name)) });
    await waitUntilStored(page, 3);
    await dropFiles(page, page.locator('.drop'), [join(folder, 'Anlagen'), join(folder, 'Antrag für Jürgen.txt')]);
    await waitUntilStored(page, 7);
    const expected = [...chosen, 'Anlage 1.txt', 'Anlage 2.txt', 'Anlage 10.txt', 'Antrag für Jürgen.txt'];
    expect(await page.locator('form .list bdi').allInnerTexts()).toEqual(expected);
    await sendNow(page);
    await page.goto((await stack.mail(to, /./)).links[0]!);
    await page.locator('a[download]').first().waitFor();
    expect(await page.locator('.list bdi').allInnerTexts()).toEqual(expected);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
