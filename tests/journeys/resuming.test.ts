import { randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newProfile, type Size } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { type Line, openLine } from './support/line.ts';
import { type Standalone, startStandalone } from './support/standalone.ts';
import { compose, downloadBy, sendNow, sha256Of, signInAsDemo, waitUntilStored } from './support/steps.ts';

const SIZE = 200 * 2 ** 20;
const A_THIRD = SIZE / 3;
const A_TENTH = SIZE / 10;
const TEST_TIMEOUT_MS = 5 * 60_000;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-large-'));
  file = join(folder, 'Akte.bin');
  const handle = await open(file, 'w');
  for (let left = SIZE; left > 0; left -= 2 ** 24) await handle.write(randomBytes(Math.min(left, 2 ** 24)));
  await handle.close();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let line: Line;
async function startBehindLine(): Promise<Standalone> {
  line = await openLine();
  const stack = await startStandalone(line.url);
  line.leadTo(Number(new URL(stack.url).port));
  const stop = async () => {
    await line.close();
    await stack.stop();
  };
  return { ...stack, url: line.url, stop };
}

describeJourney(
  'an upload of 200 MiB that is disturbed',
  (get) => {
    describe.each(SIZES)('%s', (_, size) => {
      const begin = (disturb: (page: Page) => Promise<void>) => uploadAndFetch(size, disturb);

      test(
        'goes on after a cut line and a reload; little is sent twice, and the file is whole',
        async () => {
          const before = line.sentBytes();
          await begin(async (page) => {
            await page.context().setOffline(true);
            line.cut();
            await page.getByText('geht von selbst weiter').first().waitFor();
            const again = line.holdAfter(A_TENTH);
            line.restore();
            await page.context().setOffline(false);
            await again;

            // What is under way at this moment is lost with the page. The line comes back only when the page is about
            // to go: else, on a slow machine, the upload would be done before.
            line.cut();
            line.release();
            page.once('dialog', (dialog) => {
              line.restore();
              void dialog.accept();
            });
            await page.reload();
            await page.getByText('Wählen Sie diese Datei noch einmal aus').waitFor();
            await page.setInputFiles('input[type=file][aria-label="Datei auswählen: Akte.bin"]', [file]);
          });
          expect(line.sentBytes() - before).toBeLessThan(2 * SIZE);
        },
        TEST_TIMEOUT_MS,
      );

      test(
        'goes on by itself when the API was killed, and the file is whole',
        async () => {
          await begin(async () => {
            process.kill(await get().stack.apiPid(), 'SIGKILL');
            line.release();
          });
        },
        TEST_TIMEOUT_MS,
      );
    });

    /** Uploads the file, is disturbed after a third of it, sends, fetches, compares. */
    async function uploadAndFetch(size: Size, disturb: (page: Page) => Promise<void>): Promise<void> {
      const { browser, stack, newAddress } = get();
      const to = newAddress('erika');
      const sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
      const aThirdIsThere = line.holdAfter(A_THIRD);
      await compose(sender.page, { to, subject: 'Groß', level: 1, files: [file] });
      await aThirdIsThere;
      await disturb(sender.page);
      await waitUntilStored(sender.page, 1);
      await sendNow(sender.page);

      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto((await stack.mail(to, /./)).links[0]!);
      const { path } = await downloadBy(citizen.page, () => citizen.page.locator('a[download]').first().click());
      expect(await sha256Of(path)).toBe(await sha256Of(file));
      expect([...sender.complaints, ...citizen.complaints]).toEqual([]);
      await sender.context.close();
      await citizen.context.close();
    }
  },
  startBehindLine,
);
