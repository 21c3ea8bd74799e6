import { outage, type PageState, type Stage, submit } from './state.ts';

const caseworker = { who: 'caseworker' } as const;
const LIST = '/deliveries';
const NEW = '/deliveries/new';
const DETAIL = '/deliveries/:id';
const EDIT = '/deliveries/:id/edit';

/** Writes a delivery whose file never arrives. */
async function writeWithStuckFile({ page, scene }: Stage): Promise<void> {
  await page.route('**/parts/*', () => undefined);
  await page.fill('#recipients', 'erika@example.org,');
  await page.fill('#subject', 'Ihr Bescheid');
  await page.setInputFiles('#files-input', [scene.file]);
  await page.locator('main progress').first().waitFor();
}

async function pickTwice({ page, scene }: Stage): Promise<void> {
  await page.setInputFiles('#files-input', [scene.file]);
  await page.locator('.transfer-state.stored').waitFor();
  await page.setInputFiles('#files-input', [scene.file]);
}

/** The sender's pages. */
export const sending: readonly PageState[] = [
  { ...caseworker, route: LIST, state: 'all kinds', path: LIST, shows: '.list' },
  {
    ...caseworker,
    route: LIST,
    state: 'filtered',
    path: LIST,
    act: ({ page }) => page.selectOption('#state', 'recalled'),
    shows: '.badge.recalled',
  },
  {
    ...caseworker,
    route: LIST,
    state: 'service away',
    path: LIST,
    before: outage('**/api/v1/deliveries*'),
    shows: '.notice.error',
  },
  { ...caseworker, route: NEW, state: 'first', path: NEW, shows: '.drop' },
  {
    ...caseworker,
    route: NEW,
    state: 'errors in every field',
    path: NEW,
    act: async (stage) => {
      await stage.page.fill('#expiry-days', '0');
      await stage.page.fill('#download-limit', '0');
      await submit()(stage);
    },
    shows: '#recipients-error',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'a wrong address',
    path: NEW,
    act: async (stage) => {
      await stage.page.fill('#recipients', 'erika@example.org, keine-adresse');
      await stage.page.press('#recipients', 'Enter');
      await stage.page.waitForURL(/\/edit$/);
      await submit()(stage);
    },
    shows: '.chips li.bad',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'a draft',
    path: ({ draft }) => `/deliveries/${draft}/edit`,
    shows: '.chips li',
  },
  { ...caseworker, route: EDIT, state: 'a file twice', path: NEW, act: pickTwice, shows: '.notice.error' },
  {
    ...caseworker,
    route: EDIT,
    state: 'begun elsewhere',
    path: ({ foreignUpload }) => `/deliveries/${foreignUpload}/edit`,
    shows: '.transfer-state.foreign',
  },
  { ...caseworker, route: EDIT, state: 'uploading', path: NEW, act: writeWithStuckFile, shows: 'progress' },
  {
    ...caseworker,
    route: EDIT,
    state: 'paused',
    path: NEW,
    act: async (stage) => {
      await writeWithStuckFile(stage);
      await stage.page.locator('.list .button:not(.quiet)').click();
    },
    shows: '.transfer-state.paused',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'asked before sending',
    path: NEW,
    act: async (stage) => {
      await writeWithStuckFile(stage);
      await submit()(stage);
    },
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'sent when uploaded',
    path: NEW,
    act: async (stage) => {
      await writeWithStuckFile(stage);
      await submit()(stage);
      await stage.page.locator('dialog .button.primary').click();
    },
    shows: 'main > p.notice',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'asked before signing out',
    path: NEW,
    act: async (stage) => {
      await writeWithStuckFile(stage);
      await stage.page.locator('.site-nav > .button').click();
    },
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'asked before discarding',
    path: ({ draft }) => `/deliveries/${draft}/edit`,
    act: ({ page }) => page.locator('.send-bar .button.quiet').click(),
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'no such draft',
    path: `/deliveries/${crypto.randomUUID()}/edit`,
    shows: 'main a',
  },
  { ...caseworker, route: DETAIL, state: 'active', path: ({ active }) => active.detail, shows: '.states .failed' },
  {
    ...caseworker,
    route: DETAIL,
    state: 'with a link',
    path: ({ active }) => active.detail,
    act: ({ page }) => page.locator('.list .button-row .button').nth(1).click(),
    shows: '.secret',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'no date',
    path: ({ active }) => active.detail,
    act: async (stage) => {
      await stage.page.fill('#expiry', '');
      await submit()(stage);
    },
    shows: '#expiry-error',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'asked before recalling',
    path: ({ active }) => active.detail,
    act: ({ page }) => page.locator('.danger-zone .button').click(),
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'recalled',
    path: ({ recalled }) => recalled.detail,
    shows: '.badge.recalled',
  },
  { ...caseworker, route: DETAIL, state: 'expired', path: ({ expired }) => expired.detail, shows: '.badge.expired' },
  {
    ...caseworker,
    route: DETAIL,
    state: 'not found',
    path: `/deliveries/${crypto.randomUUID()}`,
    shows: 'main a',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'service away',
    path: ({ active }) => active.detail,
    before: outage('**/api/v1/deliveries/*'),
    shows: '.notice.error',
  },
];
