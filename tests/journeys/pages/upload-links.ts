import { packIds } from '@umschlag/std/id-pair';
import type { Page } from 'playwright-core';
import { unlockWhenAsked } from '../support/sealed-steps.ts';
import { outage, type PageState, submit } from './state.ts';

const caseworker = { who: 'caseworker' } as const;
const LIST = '/upload-links';
const NEW = '/upload-links/new';
const DETAIL = '/upload-links/:id';
const SUBMISSION = '/inbox/:ids';
const LETTER = '/upload-links/:id/letter';

/** The owner's pages of upload links; those of citizens are the server's. */
export const uploadLinks: readonly PageState[] = [
  { ...caseworker, route: LIST, state: 'some', path: LIST, shows: '.list' },
  {
    ...caseworker,
    route: LIST,
    state: 'service away',
    path: LIST,
    before: outage('**/api/v1/upload-links'),
    shows: '.notice.error',
  },
  { ...caseworker, route: NEW, state: 'choice of a beginning', path: NEW, shows: '[aria-labelledby=earlier] .list' },
  {
    ...caseworker,
    route: NEW,
    state: 'as one that is gone',
    path: `${NEW}?from=${crypto.randomUUID()}`,
    shows: '.notice.error',
  },
  {
    ...caseworker,
    route: NEW,
    state: 'from a template, all settings',
    path: NEW,
    act: async ({ page }) => {
      await begin(page, 2);
      await page.check('input[name=count][value=many]');
      await page.locator('.more summary').click();
    },
    shows: '#page-language',
  },
  {
    ...caseworker,
    route: NEW,
    state: 'errors in every field',
    path: NEW,
    act: async (stage) => {
      const { page } = stage;
      await begin(page, 3);
      await page.uncheck('input[id^=kind-][id$=-pdf]');
      await page.uncheck('input[id^=kind-][id$=-image]');
      await page.fill('#deadline', '2020-01-01');
      await page.check('input[name=count][value=many]');
      await page.fill('#number', '0');
      await page.fill('#pin', '12');
      await submit()(stage);
    },
    shows: '#pin-error',
  },
  {
    ...caseworker,
    route: NEW,
    state: 'asked before another template',
    path: NEW,
    act: async ({ page }) => {
      await begin(page, 0);
      await page.fill('#reference', '1/26');
      await page.locator('h2 + p .button').click();
    },
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: NEW,
    state: 'level 3',
    path: NEW,
    act: async ({ page }) => {
      await begin(page, 1);
      await page.check('input[name=level][value="3"]');
    },
    shows: 'fieldset + .hint',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'sealed',
    path: ({ entrances }) => entrances.sealedInbox,
    shows: '.submission .button.primary',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'sealed, opened',
    path: ({ entrances }) => entrances.sealedInbox,
    act: async ({ page }) => {
      await page.locator('.submission .button.primary').click();
      await unlockWhenAsked(page);
    },
    shows: '.submission .download',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'just created, with a PIN',
    path: NEW,
    act: async (stage) => {
      await begin(stage.page, 1);
      await stage.page.fill('#pin', '471108');
      await submit()(stage);
      await stage.page.waitForURL(/\/upload-links\/[0-9a-f-]{36}$/);
    },
    shows: '.notice.good + .notice',
  },
  { ...caseworker, route: DETAIL, state: 'open', path: ({ uploadLinks }) => uploadLinks.open, shows: '.submission' },
  {
    ...caseworker,
    route: DETAIL,
    state: 'code shown',
    path: ({ uploadLinks }) => uploadLinks.open,
    act: async ({ page }) => {
      await page.locator('[aria-labelledby=hand-on] summary').click();
    },
    shows: 'svg.qr-code',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'mail came back, no address entered',
    path: ({ uploadLinks }) => uploadLinks.bounced,
    act: async (stage) => {
      await stage.page.fill('#citizen', '');
      await submit()(stage);
    },
    shows: '#citizen-error',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'deadline passed, reviewed and added to',
    path: ({ uploadLinks }) => uploadLinks.passed,
    act: async ({ page }) => {
      await page.locator('.submission summary').first().click();
      await page.locator('.submission summary').last().click();
    },
    shows: '.review.rejected',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'full',
    path: ({ uploadLinks }) => uploadLinks.full,
    shows: 'div.notice .button',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'no such day and number',
    path: ({ uploadLinks }) => uploadLinks.full,
    act: async ({ page }) => {
      await page.fill('#new-deadline', '2020-01-01');
      await page.fill('#new-count', '0');
      await page.locator('[aria-labelledby=term] button').click();
    },
    shows: '#new-count-error',
  },
  { ...caseworker, route: DETAIL, state: 'closed', path: ({ uploadLinks }) => uploadLinks.closed, shows: 'div.notice' },
  {
    ...caseworker,
    route: DETAIL,
    state: 'asked before closing',
    path: ({ uploadLinks }) => uploadLinks.open,
    act: ({ page }) => page.locator('.danger-zone .button').click(),
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'inbox away',
    path: ({ uploadLinks }) => uploadLinks.open,
    before: outage('**/submissions'),
    shows: '.notice.error',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'service away',
    path: ({ uploadLinks }) => uploadLinks.open,
    before: outage('**/api/v1/upload-links/*'),
    shows: '.notice.error',
  },
  { ...caseworker, route: DETAIL, state: 'not found', path: `${LIST}/${crypto.randomUUID()}`, shows: 'main a' },
  {
    ...caseworker,
    route: SUBMISSION,
    state: 'rejecting without a reason',
    path: ({ uploadLinks }) => uploadLinks.submission,
    act: async (stage) => {
      await stage.page.locator('.submission li .button-row button').nth(1).click();
      await submit('dialog[open]')(stage);
    },
    shows: '#reason-error',
  },
  {
    ...caseworker,
    route: SUBMISSION,
    state: 'gone',
    path: ({ uploadLinks }) =>
      `/inbox/${packIds(uploadLinks.open.slice('/upload-links/'.length), crypto.randomUUID())}`,
    shows: 'p.notice',
  },
  {
    ...caseworker,
    route: LETTER,
    state: 'whole',
    path: ({ uploadLinks }) => `${uploadLinks.open}/letter`,
    shows: '.letter svg.qr-code',
  },
  {
    ...caseworker,
    route: LETTER,
    state: 'level 2, with a PIN',
    path: ({ uploadLinks }) => `${uploadLinks.bounced}/letter`,
    shows: '.letter-pin',
  },
  {
    ...caseworker,
    route: LETTER,
    state: 'of a closed one',
    path: ({ uploadLinks }) => `${uploadLinks.closed}/letter`,
    shows: 'p.notice',
  },
];

/** @param place of the template, from 0 */
const begin = (page: Page, place: number) => page.locator('.begin-choices button').nth(place).click();
