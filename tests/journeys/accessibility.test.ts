import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { account } from './pages/account.ts';
import { contacts } from './pages/contacts.ts';
import { entrance } from './pages/entrance.ts';
import { keys } from './pages/keys.ts';
import { receiving } from './pages/receiving.ts';
import { replies } from './pages/replies.ts';
import { routerTable } from './pages/router-table.ts';
import { type Scene, setScene } from './pages/scene.ts';
import { sealing } from './pages/sealing.ts';
import { sending } from './pages/sending.ts';
import { signingIn } from './pages/signing-in.ts';
import { type PageState, show, type Who } from './pages/state.ts';
import { teams } from './pages/teams.ts';
import { uploadLinks } from './pages/upload-links.ts';
import { axeFindings, darkContrastFindings } from './support/axe.ts';
import { DESKTOP, newProfile, PHONE, type Profile, type Size } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { signInAsDemo, signInByCode } from './support/steps.ts';

const STATES = [
  ...signingIn,
  ...sending,
  ...sealing,
  ...receiving,
  ...account,
  ...keys,
  ...contacts,
  ...replies,
  ...uploadLinks,
  ...teams,
  ...entrance,
];
const LANGUAGES = ['de', 'en'] as const;
/** WCAG 2.2 SC 1.4.10. */
const NARROWEST: Size = { width: 320, height: 640 };
/** A folder for a picture of each state at each size; without it none are taken. */
const PICTURES = process.env.UMSCHLAG_PICTURES;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-pages-'));
  file = join(folder, 'Bescheid für Jürgen.pdf');
  await writeFile(file, pdfOf(1000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('every route of the browser app is shown below in at least one state', async () => {
  const { patterns } = await routerTable();
  expect([...new Set(STATES.map(({ route }) => route))].sort()).toEqual([...patterns, '*'].sort());
});

/** What is wrong with the page as it is at one size. */
async function findingsAt(page: Page, size: Size, name: string): Promise<string[]> {
  await page.setViewportSize(size);
  const scrolled = (await page.evaluate('document.documentElement.scrollWidth')) as number;
  const found = scrolled > size.width ? [`is ${scrolled} px wide`] : [];
  if (size !== NARROWEST) found.push(...(await axeFindings(page)), ...(await darkContrastFindings(page)));
  if (PICTURES !== undefined)
    await page.screenshot({ path: join(PICTURES, `${name}-${size.width}.png`), fullPage: true });
  return found.map((one) => `${size.width} px: ${one}`);
}

/** Chooses the language as people do, by the button in the header. */
async function speak(page: Page, language: string): Promise<void> {
  await page.goto('/');
  await page.locator('h1').first().waitFor();
  if ((await page.getAttribute('html', 'lang')) === language) return;
  await page.locator(`.site-header button[lang="${language}"]`).click();
  await page.locator(`html[lang="${language}"]`).waitFor();
}

describeJourney('every page in every state', (get) => {
  let profiles: Record<Who, Profile>;
  let scene: Scene;

  beforeAll(async () => {
    const { browser, stack, newAddress } = get();
    const open = () => newProfile(browser, stack.url);
    profiles = { stranger: await open(), citizen: await open(), caseworker: await open() };
    const citizen = newAddress('max');
    await profiles.citizen.page.goto('/sign-in');
    await signInByCode(profiles.citizen.page, stack, citizen);
    await profiles.citizen.page.waitForURL(/\/received$/);
    await signInAsDemo(profiles.caseworker.page, stack);
    scene = await setScene(profiles.caseworker.page, stack, citizen, file);
  });

  async function look(state: PageState, context: BrowserContext, language: string): Promise<void> {
    const page = await context.newPage();
    // Files that never arrive are left behind on purpose.
    page.on('dialog', (dialog) => dialog.accept());
    await show(state, { page, scene, stack: get().stack });
    expect(await page.getAttribute('html', 'lang')).toBe(language);
    expect((await routerTable()).routeOf(new URL(page.url()).pathname)).toBe(state.route);
    const name = `${language}${state.route}-${state.state}`.replace(/[^\p{L}\d]+/gu, '-');
    const found: string[] = [];
    for (const size of [DESKTOP, PHONE, NARROWEST]) found.push(...(await findingsAt(page, size, name)));
    expect(found).toEqual([]);
    await page.close();
  }

  describe.each(LANGUAGES)('in %s', (language) => {
    beforeAll(async () => {
      for (const { page } of Object.values(profiles)) await speak(page, language);
    });

    test.each(STATES.map((state) => [state.route, state.state, state] as const))(
      '%s, %s: axe finds nothing, and nothing has to be scrolled sideways',
      (_route, _name, state) => look(state, profiles[state.who].context, language),
    );
  });

  test('no page breaks the content security policy or logs an error', () => {
    expect(Object.values(profiles).flatMap(({ complaints }) => complaints)).toEqual([]);
  });

  test.each(['the API’s reference', 'the catcher of mails'])('%s is free of what axe finds', async (which) => {
    const { browser, stack } = get();
    const { context, page } = await newProfile(browser, stack.url);
    await page.goto(which === 'the catcher of mails' ? stack.mailUrl : '/api/reference');
    await page.locator('h1').first().waitFor();
    for (const size of [DESKTOP, PHONE]) {
      await page.setViewportSize(size);
      expect(await axeFindings(page)).toEqual([]);
    }
    await context.close();
  });

  test.each(['form', 'PIN', 'address', 'error', 'closed', 'sent'] as const)(
    'the citizen’s page of an upload link, %s, is free of what axe finds, and needs no scrolling sideways',
    async (which) => {
      const { browser, stack } = get();
      const { context, page, complaints } = await newProfile(browser, stack.url);
      await page.goto(scene.uploadLinks.citizens[which]);
      if (which === 'error') {
        await page.locator('button').last().click();
        await page.locator('[role=alert]').waitFor();
      }
      for (const size of [DESKTOP, PHONE, NARROWEST]) {
        expect(await findingsAt(page, size, `citizen-${which}`)).toEqual([]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test('a delivery can be written and sent by keyboard alone', async () => {
    const { browser, stack, newAddress } = get();
    const to = newAddress('erika');
    const { context, page } = await newProfile(browser, stack.url);
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
    await tabTo('input[name=level]');
    await page.keyboard.press('ArrowDown');
    await tabTo('#subject');
    await page.keyboard.type('Nur mit Tasten');
    await tabTo('#message');
    await page.keyboard.type('Guten Tag');
    await tabTo('button.primary');
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    await tabTo('dialog .button.primary');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/);
    expect((await stack.mail(to, /./)).links).toHaveLength(1);
    await context.close();
  });
});
