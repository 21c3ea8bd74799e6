import { PASSPHRASE } from '../support/key-steps.ts';
import { beginPreview, preview } from '../support/preview-steps.ts';
import { allowOnly, openByCode, openByPassphrase, saveButton } from '../support/receiving-steps.ts';
import { type Scene, TWO_PAGES } from './scene.ts';
import { outage, type PageState, type Stage } from './state.ts';

const LINK = '/d/:token';
const stranger = { who: 'stranger', route: LINK } as const;

const forKey = { who: 'caseworker', route: LINK, path: ({ toOpen }: Scene) => toOpen.forKey } as const;
const forCode = { who: 'citizen', route: LINK, path: ({ toOpen }: Scene) => toOpen.forCode } as const;

const openWithKey = ({ page }: Stage) => openByPassphrase(page);

async function saveFirst(stage: Stage): Promise<void> {
  await openWithKey(stage);
  await saveButton(stage.page.locator('[aria-labelledby=files] .list > li').first()).click();
}

async function unfoldFormats(stage: Stage): Promise<void> {
  await openWithKey(stage);
  await stage.page.locator('.other-formats summary').first().click();
}

/** Answers each request for such an address with the same octets. */
const answered = (pattern: string, body: string) => (stage: Stage) =>
  stage.page.route(pattern, (route) => route.fulfill({ contentType: 'application/octet-stream', body }));

const onlyPicked = ({ page }: Stage) => allowOnly(page, 'picked');

/** What recipients of levels 3 and 4 see. */
const receivingSealed: readonly PageState[] = [
  { ...forKey, state: 'level 4, by key', shows: '[aria-labelledby=open] .button' },
  {
    ...forKey,
    state: 'level 4, asked to unlock',
    act: ({ page }) => page.locator('[aria-labelledby=open] .button').click(),
    shows: '#unlock-passphrase',
  },
  { ...forKey, state: 'level 4, open', act: openWithKey, shows: '.download .button' },
  {
    ...forKey,
    state: 'level 4, a PDF seen',
    act: async (stage) => {
      await openWithKey(stage);
      await preview(stage.page, TWO_PAGES);
    },
    shows: '.preview-tools [role=status]',
  },
  {
    ...forKey,
    state: 'level 4, what is not what its name says not seen',
    act: async (stage) => {
      await openWithKey(stage);
      await beginPreview(stage.page, 'Jürgen');
    },
    shows: '.preview .notice.error',
  },
  {
    ...forKey,
    state: 'level 4, the line away before something is seen',
    before: outage('**/files/*'),
    act: async (stage) => {
      await openWithKey(stage);
      await beginPreview(stage.page, TWO_PAGES);
    },
    shows: '.preview progress',
  },
  {
    ...forKey,
    state: 'level 4, a file saved',
    before: onlyPicked,
    act: saveFirst,
    shows: '.download[data-phase=done]',
  },
  { ...forKey, state: 'level 4, other formats', act: unfoldFormats, shows: '.formats .button' },
  {
    ...forKey,
    state: 'level 4, saved as an OpenPGP file',
    before: onlyPicked,
    act: async (stage) => {
      await unfoldFormats(stage);
      await stage.page.locator('.formats .button').first().click();
    },
    shows: '.formats .download[data-phase=done]',
  },
  {
    ...forKey,
    state: 'level 4, the line away while saving',
    before: async (stage) => {
      await onlyPicked(stage);
      await outage('**/files/*')(stage);
    },
    act: saveFirst,
    shows: '.download[data-phase=running] [role=status]:not(:empty)',
  },
  {
    ...forKey,
    state: 'level 4, refused',
    before: answered('**/api/v1/links/*/manifest', 'not what was sealed'),
    act: async ({ page }) => {
      await page.locator('[aria-labelledby=open] .button').click();
      await page.fill('#unlock-passphrase', PASSPHRASE);
      await page.locator('dialog button[type=submit]').last().click();
    },
    shows: '.notice.error[data-reason]',
  },
  { ...forCode, state: 'level 4, by access code', shows: '#access-code' },
  {
    ...forCode,
    state: 'level 4, access code mistyped',
    act: ({ page }) => openByCode(page, '0000'),
    shows: '#access-code-error',
  },
  {
    ...forCode,
    state: 'level 4, opened by access code',
    act: ({ page, scene }) => openByCode(page, scene.toOpen.code),
    shows: '[aria-labelledby=keep]',
  },
  {
    who: 'citizen',
    route: LINK,
    state: 'level 4, to be released',
    path: ({ toOpen }) => toOpen.pending,
    shows: '[aria-labelledby=enrol]',
  },
];

/** What recipients see. */
export const receiving: readonly PageState[] = [
  ...receivingSealed,
  { ...stranger, state: 'level 1', path: ({ active }) => active.link, shows: 'a[download]' },
  {
    ...stranger,
    state: 'level 1, what is not what its name says not seen',
    path: ({ active }) => active.link,
    act: ({ page }) => beginPreview(page, 'Jürgen'),
    shows: '.preview .notice.error',
  },
  { ...stranger, state: 'limited', path: ({ limited }) => limited.link, shows: '.list button' },
  { ...stranger, state: 'used up', path: ({ usedUp }) => usedUp.link, shows: '.list .meta' },
  { ...stranger, state: 'level 2, not signed in', path: ({ forCitizen }) => forCitizen.link, shows: 'main .button' },
  { who: 'citizen', route: LINK, state: 'level 2', path: ({ forCitizen }) => forCitizen.link, shows: 'a[download]' },
  { who: 'citizen', route: LINK, state: 'wrong account', path: ({ forOther }) => forOther.link, shows: 'main .button' },
  { ...stranger, state: 'not found', path: `/d/${'x'.repeat(43)}`, shows: 'main li' },
  { ...stranger, state: 'recalled', path: ({ recalled }) => recalled.link, shows: 'main li' },
  { ...stranger, state: 'expired', path: ({ expired }) => expired.link, shows: 'main li' },
  {
    ...stranger,
    state: 'service away',
    path: ({ active }) => active.link,
    before: outage('**/api/v1/links/*'),
    shows: '.notice.error',
  },
  {
    ...stranger,
    state: 'service away when downloading',
    path: ({ limited }) => limited.link,
    before: outage('**/claims'),
    act: ({ page }) => page.locator('.list button').click(),
    shows: '.notice.error',
  },
  { who: 'citizen', route: '/received', state: 'filled', path: '/received', shows: 'main .list' },
  { who: 'caseworker', route: '/received', state: 'empty', path: '/received', shows: 'main p' },
];
