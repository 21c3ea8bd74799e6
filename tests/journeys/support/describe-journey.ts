import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { chromiumMissing, DESKTOP, PHONE, type Size, startChromium } from './browser.ts';
import { type Standalone, startStandalone } from './standalone.ts';

export interface Journey {
  readonly stack: Standalone;
  readonly browser: Browser;
  /** An address that no other test uses. */
  newAddress(word: string): string;
}

/** A browser journey on a stand-alone of its own; left out, with the reason, where there is no browser. */
export function describeJourney(
  name: string,
  journey: (get: () => Journey) => void,
  start: () => Promise<Standalone> = startStandalone,
): void {
  const reason = chromiumMissing();
  if (reason) {
    process.stderr.write(`SKIPPED: ${name}, because ${reason}\n`);
    describe.skip(`${name} (${reason})`, () => test('in Chromium', () => {}));
    return;
  }
  describe(name, () => {
    let stack: Standalone;
    let browser: Browser;
    let count = 0;
    beforeAll(async () => {
      stack = await start();
      browser = await startChromium();
    });
    afterAll(async () => {
      await browser?.close();
      await stack?.stop();
    });
    journey(() => ({ stack, browser, newAddress: (word) => `${word}-${count++}@example.org` }));
  });
}

export const SIZES: readonly (readonly [string, Size])[] = [
  ['on a desktop', DESKTOP],
  ['at 360 px', PHONE],
];
