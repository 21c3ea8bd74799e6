import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Download, Page } from 'playwright-core';
import { startBehindLine } from './support/behind-line.ts';
import { DESKTOP } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import type { Line } from './support/line.ts';
import {
  allowOnly,
  newRecipient,
  openByPassphrase,
  type Recipient,
  rowOf,
  saveButton,
  visit,
} from './support/receiving-steps.ts';
import { newSealedSender } from './support/sealed-sender.ts';
import { sha256Of } from './support/steps.ts';

const MIB = 2 ** 20;
const TEST_TIMEOUT_MS = 180_000;
/** The service worker waits 20 s for whoever feeds a download; a busy machine takes longer. */
const WATCHDOG_MS = 90_000;
const NAME = 'Akte.bin';

let folder: string;
let line: Line;
const start = () =>
  startBehindLine((opened) => {
    line = opened;
  });

/** Keeps hold of the workers that a page starts, so that one can be ended as a browser short of memory ends it. */
const KEEP_WORKERS = `globalThis.startedWorkers = [];
const Given = globalThis.Worker;
globalThis.Worker = class extends Given {
  constructor(...given) {
    super(...given);
    globalThis.startedWorkers.push(this);
  }
};`;

describeJourney(
  'a download that nobody feeds any more',
  (get) => {
    let erika: Recipient;
    let link: string;

    beforeAll(async () => {
      const { browser, stack, newAddress } = get();
      folder = await mkdtemp(join(tmpdir(), 'umschlag-broken-off-'));
      await writeFile(join(folder, NAME), randomBytes(40 * MIB));
      const sender = await newSealedSender(browser, stack, folder);
      erika = await newRecipient(browser, stack, newAddress('erika'), { size: DESKTOP, hasKey: true });
      link = (await sender.send(erika.address, [join(folder, NAME), '--level', '4'])).links[0]!;
    }, TEST_TIMEOUT_MS);
    afterAll(() => rm(folder, { recursive: true, force: true }));
    afterEach(() => line.release());

    /** Begins to save by way of the service worker, and stops when half has arrived. */
    async function begin(): Promise<{ page: Page; download: Download }> {
      const page = await erika.context.newPage();
      await allowOnly(page, 'streamed');
      await page.addInitScript(KEEP_WORKERS);
      await visit(page, link);
      await openByPassphrase(page);
      const held = line.holdAnswersAfter(20 * MIB);
      const begun = page.waitForEvent('download', { timeout: 60_000 });
      await saveButton(rowOf(page, NAME)).click();
      const download = await begun;
      await held;
      return { page, download };
    }

    test(
      'ends as broken off in the browser when the worker that opens it is gone, and is never a whole file',
      async () => {
        const { page, download } = await begin();
        const began = Date.now();
        expect(await page.evaluate('startedWorkers.map((one) => one.terminate()).length')).toBeGreaterThan(0);
        line.release();
        expect(await download.failure()).not.toBeNull();
        expect(Date.now() - began).toBeLessThan(WATCHDOG_MS);
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'ends as broken off in the browser when the tab is closed',
      async () => {
        const { page, download } = await begin();
        const failed = download.failure();
        await page.goto('about:blank');
        line.release();
        expect(await failed).not.toBeNull();
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'ends as broken off in the browser when the tab crashes',
      async () => {
        const { page, download } = await begin();
        const failed = download.failure();
        const crashed = page.waitForEvent('crash');
        page.goto('chrome://crash').catch(() => undefined);
        await crashed;
        line.release();
        expect(await failed).not.toBeNull();
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'arrives whole afterwards, when it is left in peace',
      async () => {
        const { page, download } = await begin();
        line.release();
        expect(await download.failure()).toBeNull();
        expect(await sha256Of(await download.path())).toBe(await sha256Of(join(folder, NAME)));
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );
  },
  start,
);
