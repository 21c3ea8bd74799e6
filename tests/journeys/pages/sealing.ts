import { unlockWhenAsked } from '../support/sealed-steps.ts';
import { outage, type PageState, type Stage, submit } from './state.ts';

const caseworker = { who: 'caseworker' } as const;
const RELEASES = '/deliveries/releases';
const NEW = '/deliveries/new';
const EDIT = '/deliveries/:id/edit';
const DETAIL = '/deliveries/:id';

/** A text of level 4 to somebody with a key and somebody without. */
async function write({ page, scene }: Stage): Promise<void> {
  await page.fill('#recipients', `${scene.keyHolder}, ohne@example.org,`);
  await page.check('input[name=level][value="4"]');
  await page.fill('#subject', 'Vertraulich');
  await page.fill('#message', 'Guten Tag');
  await page.locator('input[name=without-key]').first().waitFor();
  await page.waitForURL(/\/edit$/);
}

async function chooseRelease({ page }: Stage): Promise<void> {
  await page.check('input[name=release]');
}

/** Sending and releasing at levels 3 and 4. */
export const sealing: readonly PageState[] = [
  {
    ...caseworker,
    route: EDIT,
    state: 'level 4 with a fingerprint',
    path: NEW,
    act: async (stage) => {
      await write(stage);
      await stage.page.locator('#readers summary').click();
    },
    shows: '#readers .key-words[lang=de]',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'level 4, nothing chosen',
    path: NEW,
    act: async (stage) => {
      await write(stage);
      await submit()(stage);
    },
    shows: '#readers .field-error',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'asked before sealing',
    path: NEW,
    act: async (stage) => {
      await write(stage);
      await stage.page.locator('input[name=without-key]').first().check();
      await submit()(stage);
      await unlockWhenAsked(stage.page);
    },
    shows: 'dialog[open] .key-words[lang=de]',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'asked before texts are opened to the server',
    path: NEW,
    act: async (stage) => {
      await write(stage);
      await stage.page.locator('input[name=level][value="2"]').click();
    },
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'the kind of level is fixed by files',
    path: NEW,
    act: async ({ page, scene }) => {
      await page.check('input[name=level][value="3"]');
      await page.setInputFiles('#files-input', [scene.file]);
      await page.locator('.transfer-state.stored').waitFor();
    },
    shows: '#level-fixed',
  },
  {
    ...caseworker,
    route: NEW,
    state: 'no key of one’s own',
    path: NEW,
    before: ({ page }) =>
      page.route('**/api/v1/account/key', (route) => route.fulfill({ json: { key: null, formerKeys: [] } })),
    act: async (stage) => {
      await stage.page.route('**/api/v1/deliveries', (route) => route.abort());
      await stage.page.check('input[name=level][value="3"]');
    },
    shows: '#own-key',
  },
  {
    ...caseworker,
    route: EDIT,
    state: 'looking up keys fails',
    path: NEW,
    before: outage('**/api/v1/keys/lookup'),
    act: async ({ page }) => {
      await page.fill('#recipients', 'ohne@example.org,');
      await page.check('input[name=level][value="3"]');
      await page.waitForURL(/\/edit$/);
    },
    shows: '#readers .notice.error',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'level 4, locked, with access codes',
    path: ({ sealed }) => sealed.detail,
    shows: '.sheet',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'asked before codes are hidden',
    path: ({ sealed }) => sealed.detail,
    act: ({ page }) => page.locator('.sheet .button.primary').click(),
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'level 4, decrypted',
    path: ({ sealed }) => sealed.detail,
    act: async ({ page }) => {
      await page.locator('.lock-state .button').click();
      await unlockWhenAsked(page);
    },
    shows: '#message',
  },
  { ...caseworker, route: RELEASES, state: 'ready and waiting', path: RELEASES, shows: '.key-words[lang=de]' },
  {
    ...caseworker,
    route: RELEASES,
    state: 'nothing chosen',
    path: RELEASES,
    act: submit(),
    shows: '.field-error',
  },
  {
    ...caseworker,
    route: RELEASES,
    state: 'asked before releasing',
    path: RELEASES,
    act: async (stage) => {
      await chooseRelease(stage);
      await submit()(stage);
      await unlockWhenAsked(stage.page);
      await stage.page.locator('dialog[open] .button.primary').click();
    },
    shows: '#agree-error',
  },
  {
    ...caseworker,
    route: RELEASES,
    state: 'service away',
    path: RELEASES,
    before: outage('**/api/v1/deliveries/pending-releases'),
    shows: '.notice.error',
  },
];
