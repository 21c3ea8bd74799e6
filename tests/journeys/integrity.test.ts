import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import {
  beginUnlocking,
  enrol,
  newPerson,
  PASSPHRASE,
  reloadLocked,
  submitDialog,
  untilOpen,
} from './support/key-steps.ts';

const TEST_TIMEOUT_MS = 120_000;
const MARK = ';globalThis.altered = true;';

/** Somebody on the way to the browser puts code of theirs behind a script. */
async function alter(page: Page, pattern: string): Promise<() => number> {
  let count = 0;
  await page.route(pattern, async (route) => {
    const answer = await route.fetch();
    count += 1;
    await route.fulfill({ response: answer, body: (await answer.text()) + MARK });
  });
  return () => count;
}

const isAltered = (page: Page) => page.evaluate(() => 'altered' in globalThis);

describeJourney('the code of the web app', (get) => {
  const visitor = () => newProfile(get().browser, get().stack.url);

  test(
    'runs only as it was built: a page whose script was altered on the way says that it cannot be shown',
    async () => {
      const { page, context } = await visitor();
      const count = await alter(page, '**/assets/sign-in-page-*.js');
      await page.goto('/sign-in');
      await page.getByRole('button', { name: 'Erneut versuchen' }).waitFor();
      expect(count()).toBeGreaterThan(0);
      expect(await isAltered(page)).toBe(false);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test.each(['**/assets/app-*.js', '**/assets/app-*.css'])(
    'the first that a page loads too: %s',
    async (pattern) => {
      const { page, context } = await visitor();
      const count = await alter(page, pattern);
      const refused = page.waitForEvent('console', (message) => message.text().includes('integrity'));
      await page.goto('/sign-in');
      await refused;
      expect(count()).toBeGreaterThan(0);
      expect(await isAltered(page)).toBe(false);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'a worker whose script was altered is not started, and the key stays locked; the right one starts the next time',
    async () => {
      const { browser, stack, newAddress } = get();
      const { page, context } = await newPerson(browser, stack, newAddress('petra'));
      await enrol(page);
      await reloadLocked(page);
      // From here on the script comes altered; the page has none of it yet.
      const count = await alter(page, '**/assets/keyring.worker-*.js');
      await page.reload();
      await beginUnlocking(page);
      await page.fill('#unlock-passphrase', PASSPHRASE);
      await submitDialog(page);
      await page.locator('dialog[open] .notice.error').waitFor();
      expect(count()).toBeGreaterThan(0);
      expect(page.workers()).toEqual([]);
      await page.unroute('**/assets/keyring.worker-*.js');
      await submitDialog(page);
      await untilOpen(page);
      expect(page.workers()).toHaveLength(1);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  test('is listed with the digest of each of its files, as they are served', async () => {
    const { context } = await visitor();
    const { version, files } = await (await context.request.get('/integrity.json')).json();
    expect(version).toBe(1);
    const paths = Object.keys(files);
    expect(paths).toEqual(expect.arrayContaining(['/index.html', '/service-worker.js']));
    for (const path of paths) {
      const body = await (await context.request.get(path)).body();
      expect([path, `sha384-${createHash('sha384').update(body).digest('base64')}`]).toEqual([path, files[path]]);
    }
    const page = await (await context.request.get('/')).text();
    const map = JSON.parse(/<script type="importmap">(.*?)<\/script>/.exec(page)![1]!).integrity;
    const scripts = paths.filter((path) => path.startsWith('/assets/') && path.endsWith('.js'));
    expect(map).toEqual(Object.fromEntries(scripts.map((path) => [path, files[path]])));
    await context.close();
  });
});
