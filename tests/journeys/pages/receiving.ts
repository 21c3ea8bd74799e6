import { outage, type PageState } from './state.ts';

const LINK = '/d/:token';
const stranger = { who: 'stranger', route: LINK } as const;

/** What recipients see. */
export const receiving: readonly PageState[] = [
  { ...stranger, state: 'level 1', path: ({ active }) => active.link, shows: 'a[download]' },
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
