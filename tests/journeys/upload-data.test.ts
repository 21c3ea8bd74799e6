import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newProfile, type Profile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { compose, signInAsDemo, signInByCode } from './support/steps.ts';

const SIZE = 40 * 2 ** 20;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-upload-data-'));
  file = join(folder, 'Akte.bin');
  const handle = await open(file, 'w');
  await handle.truncate(SIZE);
  await handle.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** How many unfinished uploads this browser has keys and salts of; no database at all is none. */
async function keptUploads(page: Page): Promise<number> {
  return (await page.evaluate(`(async () => {
    const name = 'umschlag-uploads';
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(name);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const count = request.result.transaction('uploads').objectStore('uploads').count();
        count.onsuccess = () => { request.result.close(); resolve(count.result); };
      };
    });
  })()`)) as number;
}

describeJourney('what an unfinished upload leaves in the browser', (get) => {
  /** Signs in, and stops the line when an upload has begun. */
  async function beginUpload(): Promise<Profile & { draft: string }> {
    const { browser, stack, newAddress } = get();
    const profile = await newProfile(browser, stack.url);
    const { context, page } = profile;
    page.on('dialog', (dialog) => dialog.accept());
    await signInAsDemo(page, stack);
    // The first part never arrives.
    const begun = new Promise<void>((resolve) => context.route('**/parts/*', () => resolve()));
    await compose(page, { to: newAddress('erika'), subject: 'Akte', level: 1, files: [file] });
    await begun;
    expect(await keptUploads(page)).toBe(1);
    await page.waitForURL(/\/edit$/);
    return { ...profile, draft: new URL(page.url()).pathname };
  }

  test('is gone after signing out, in every tab, and people are told what that breaks off', async () => {
    const { context, page, complaints, draft } = await beginUpload();
    const other = await context.newPage();
    await other.goto('/received');
    await other.getByRole('button', { name: 'Abmelden' }).click();
    await other.waitForURL(/\/sign-in$/);
    expect(await keptUploads(other)).toBe(0);
    await page.locator('.transfer-state').waitFor({ state: 'detached' });

    await signInAsDemo(other, get().stack);
    await other.goto(draft);
    await other.getByText('vor einer Abmeldung begonnen').waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('goes only after a question while it is being uploaded', async () => {
    const { context, page, complaints } = await beginUpload();
    await page.getByRole('button', { name: 'Abmelden' }).click();
    const question = page.getByRole('dialog', { name: 'Jetzt abmelden?' });
    await question.getByText('endet das Hochladen').waitFor();
    await question.getByRole('button', { name: 'Abbrechen', exact: true }).click();
    expect(await keptUploads(page)).toBe(1);
    await page.getByRole('button', { name: 'Abmelden' }).click();
    await question.getByRole('button', { name: 'Trotzdem abmelden' }).click();
    await page.waitForURL(/\/sign-in$/);
    expect(await keptUploads(page)).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('is gone when another account signs in, and stays for the same account', async () => {
    const { stack, newAddress } = get();
    const { context, page, draft } = await beginUpload();
    const session = async (signIn: () => Promise<void>) => {
      await context.clearCookies();
      await page.goto('/sign-in');
      await signIn();
    };
    await session(() => signInAsDemo(page, stack));
    expect(await keptUploads(page)).toBe(1);
    await page.goto(draft);
    await page.getByText('Wählen Sie diese Datei noch einmal aus').waitFor();
    await session(() => signInByCode(page, stack, newAddress('max')));
    await page.waitForURL(/\/received$/);
    expect(await keptUploads(page)).toBe(0);
    await context.close();
  });
});
