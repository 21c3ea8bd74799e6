import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DESKTOP, type Size } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { type Line, openLine } from './support/line.ts';
import {
  allowOnly,
  newRecipient,
  openByPassphrase,
  pickedDigest,
  rowOf,
  saveButton,
  untilPhase,
  visit,
  WAYS,
  type Way,
} from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender } from './support/sealed-sender.ts';
import { type Standalone, startStandalone } from './support/standalone.ts';
import { sha256Of } from './support/steps.ts';

const MIB = 2 ** 20;
const TEST_TIMEOUT_MS = 180_000;
const LARGE = 'Gutachten Müller & Söhne (Endfassung) 100%.pdf';

let folder: string;
let large: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-receiving-'));
  large = join(folder, LARGE);
  // Three parts, the last one short.
  await writeFile(large, randomBytes(40 * MIB + 7));
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
  'receiving at levels 3 and 4',
  (get) => {
    let sender: SealedSender;
    beforeAll(async () => {
      const { browser, stack } = get();
      sender = await newSealedSender(browser, stack, folder);
    }, 60_000);

    const recipient = (hasKey: boolean, size: Size = DESKTOP) => {
      const { browser, stack, newAddress } = get();
      return newRecipient(browser, stack, newAddress('erika'), { size, hasKey });
    };

    describe.each(SIZES)('%s', (_, size) => {
      test.each(WAYS)(
        'a file of several parts arrives whole and under its name, %s',
        async (way) => {
          const { page, context, complaints, address } = await recipient(true, size);
          const { links } = await sender.send(address, [
            large,
            '--level',
            '4',
            '--subject',
            'Bescheid über die Prüfung',
            '--message',
            'Guten Tag,\nanbei das Gutachten.',
          ]);
          await allowOnly(page, way);
          await visit(page, links[0]!);
          // Of level 4 nothing is shown before it was opened.
          expect(await page.locator('main').textContent()).not.toMatch(/Bescheid|Gutachten/);
          await openByPassphrase(page);
          expect(await page.locator('h1').textContent()).toBe('Bescheid über die Prüfung');
          expect(await page.locator('.plain-text').textContent()).toBe('Guten Tag,\nanbei das Gutachten.');
          expect(await saved(page, way)).toEqual({ name: LARGE, sha256: await sha256Of(large) });
          expect(complaints).toEqual([]);
          await context.close();
        },
        TEST_TIMEOUT_MS,
      );
    });
  },
  startBehindLine,
);

/** Saves the large file by the given way. */
async function saved(page: Page, way: Way): Promise<{ name: string; sha256: string | undefined }> {
  const row = rowOf(page, LARGE);
  const download = way === 'picked' ? undefined : page.waitForEvent('download');
  await saveButton(row).click();
  await untilPhase(row, 'done');
  expect(await row.locator('.download').getAttribute('data-way')).toBe(way);
  if (!download) return { name: LARGE, sha256: await pickedDigest(page, LARGE) };
  const got = await download;
  return { name: got.suggestedFilename(), sha256: await sha256Of(await got.path()) };
}
