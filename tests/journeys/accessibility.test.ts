import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { newProfile, PHONE } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { compose, sendNow, signInAsDemo, signInByCode } from './support/steps.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** What axe finds on the page, as `rule: element`. */
async function findings(page: Page): Promise<string[]> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  // By the debugger: the page's own policy lets no foreign script in, and should not.
  await page.evaluate(await readFile(AXE, 'utf8'));
  const violations = (await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(RULES)} }).then((r) => r.violations)`,
  )) as Violation[] | undefined;
  return (violations ?? []).flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

async function expectAccessible(page: Page, path?: string): Promise<void> {
  if (path !== undefined) await page.goto(path);
  expect({ at: page.url().replace(/^.*?\/\/[^/]+/, ''), found: await findings(page) }).toMatchObject({ found: [] });
}

describeJourney('every page', (get) => {
  describe.each(SIZES)('%s', (_, size) => {
    test.each(['de-DE', 'en-GB'])(
      'is free of what axe finds, in %s',
      async (locale) => {
        const { browser, stack, newAddress } = get();
        const { context, page } = await newProfile(browser, stack.url, size, locale);
        for (const path of ['/sign-in', '/nothing-here', '/invitation#x', '/sign-in/link#x', `/d/${'x'.repeat(43)}`]) {
          await expectAccessible(page, path);
        }
        await expectAccessible(page, '/api/reference');
        await expectAccessible(page, stack.mailUrl);
        await signInAsDemo(page, stack);
        for (const path of ['/deliveries', '/deliveries/new', '/account']) await expectAccessible(page, path);
        await context.close();

        // The journey's steps speak German; what they lead to is looked at in both languages.
        const to = newAddress('erika');
        const sender = await newProfile(browser, stack.url, size);
        await signInAsDemo(sender.page, stack);
        await compose(sender.page, { to, subject: 'Hallo', message: 'Guten Tag', level: 2 });
        const detail = await sendNow(sender.page);
        await expectAccessible(sender.page, detail);
        await expectAccessible(sender.page, '/deliveries');
        const link = (await stack.mail(to, /./)).links[0]!;
        const stranger = await newProfile(browser, stack.url, size, locale);
        await expectAccessible(stranger.page, link);
        const citizen = await newProfile(browser, stack.url, size);
        await citizen.page.goto(link);
        await citizen.page.getByRole('button', { name: 'Weiter zur Anmeldung' }).click();
        await expectAccessible(citizen.page);
        await signInByCode(citizen.page, stack, to);
        await citizen.page.getByText('Guten Tag').waitFor();
        await expectAccessible(citizen.page);
        await expectAccessible(citizen.page, '/received');
        for (const one of [sender, stranger, citizen]) await one.context.close();
      },
      300_000,
    );
  });

  test('nothing has to be scrolled sideways at 320 px', async () => {
    const { browser, stack } = get();
    const { page } = await newProfile(browser, stack.url, { ...PHONE, width: 320 });
    await signInAsDemo(page, stack);
    for (const path of ['/deliveries', '/deliveries/new', '/account', '/sign-in', `/d/${'x'.repeat(43)}`]) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      const width = await page.evaluate('document.documentElement.scrollWidth');
      expect({ path, width }).toEqual({ path, width: 320 });
    }
  }, 120_000);

  test('a delivery can be written and sent by keyboard alone', async () => {
    const { browser, stack, newAddress } = get();
    const to = newAddress('erika');
    const { page } = await newProfile(browser, stack.url);
    await signInAsDemo(page, stack);
    await page.goto('/deliveries/new');
    await page.locator('#recipients').waitFor();
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses++) {
        if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${selector} cannot be reached by the Tab key`);
    };
    await tabTo('#recipients');
    await page.keyboard.type(`${to},`);
    await tabTo('#subject');
    await page.keyboard.type('Nur mit Tasten');
    await tabTo('#message');
    await page.keyboard.type('Guten Tag');
    await tabTo('input[name=level]');
    await page.keyboard.press('ArrowUp');
    await tabTo('button.primary');
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await tabTo('dialog .button.primary');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/);
    expect((await stack.mail(to, /./)).links).toHaveLength(1);
  }, 120_000);
});
