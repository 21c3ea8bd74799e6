import { outage, type PageState, type Stage, submit } from './state.ts';

const stranger = { who: 'stranger' } as const;
const askForCode = (email: string) => async (stage: Stage) => {
  await stage.page.locator('.alternative .button').click();
  await stage.page.locator('#password').waitFor({ state: 'detached' });
  await stage.page.fill('#email', email);
  await submit()(stage);
};
const typeCode = (code: string) => async (stage: Stage) => {
  await askForCode(`gast-${code || 'leer'}@example.org`)(stage);
  await stage.page.fill('#code', code);
  await submit()(stage);
};

/** Signing in and registering, which are one. */
export const signingIn: readonly PageState[] = [
  { ...stranger, route: '/sign-in', state: 'first', path: '/sign-in', shows: '#password' },
  { ...stranger, route: '/sign-in', state: 'nothing typed', path: '/sign-in', act: submit(), shows: '#email-error' },
  {
    ...stranger,
    route: '/sign-in',
    state: 'wrong password',
    path: '/sign-in',
    act: async (stage) => {
      await stage.page.fill('#email', 'niemand@example.org');
      await stage.page.fill('#password', 'falsch');
      await stage.page.locator('.password input[type=checkbox]').check();
      await submit()(stage);
    },
    shows: '.notice.error',
  },
  {
    ...stranger,
    route: '/sign-in',
    state: 'from a delivery',
    path: ({ forCitizen }) => `/sign-in?returnTo=${encodeURIComponent(forCitizen.link)}`,
    shows: '#email',
  },
  {
    ...stranger,
    route: '/sign-in',
    state: 'registering, no address',
    path: '/sign-in',
    act: askForCode('keine Adresse'),
    shows: '#email-error',
  },
  {
    ...stranger,
    route: '/sign-in',
    state: 'code form',
    path: '/sign-in',
    act: askForCode('gast@example.org'),
    shows: '#code',
  },
  { ...stranger, route: '/sign-in', state: 'no code', path: '/sign-in', act: typeCode(''), shows: '#code-error' },
  {
    ...stranger,
    route: '/sign-in',
    state: 'wrong code',
    path: '/sign-in',
    act: typeCode('00000000'),
    shows: '.notice.error',
  },
  { ...stranger, route: '/sign-in/link', state: 'first', path: '/sign-in/link#x', shows: 'main .button.primary' },
  { ...stranger, route: '/sign-in/link', state: 'cut off', path: '/sign-in/link', shows: 'main p' },
  {
    ...stranger,
    route: '/sign-in/link',
    state: 'in another browser',
    path: `/sign-in/link#${'x'.repeat(43)}`,
    act: ({ page }) => page.locator('main .button.primary').click(),
    shows: 'main .notice',
  },
  { ...stranger, route: '/invitation', state: 'first', path: '/invitation#x', shows: '#new-password' },
  {
    ...stranger,
    route: '/invitation',
    state: 'nothing typed',
    path: '/invitation#x',
    act: submit(),
    shows: '#name-error',
  },
  {
    ...stranger,
    route: '/invitation',
    state: 'expired',
    path: `/invitation#${'x'.repeat(43)}`,
    act: async (stage) => {
      await stage.page.fill('#name', 'Maria Muster');
      await stage.page.fill('#new-password', 'drei blaue Elefanten im Amt');
      await submit()(stage);
    },
    shows: '.notice.error',
  },
  { ...stranger, route: '*', state: 'no such page', path: '/nothing-here', shows: 'main a' },
  {
    who: 'citizen',
    route: '/deliveries/new',
    state: 'not for citizens',
    path: '/deliveries/new',
    shows: 'main a',
  },
  {
    ...stranger,
    route: '/sign-in',
    state: 'a part of the app away',
    path: '/sign-in',
    before: outage('**/assets/sign-in-page-*.js'),
    shows: 'main [role=alert]',
  },
  {
    ...stranger,
    route: '/sign-in',
    state: 'service away',
    path: '/sign-in',
    before: outage('**/api/v1/session'),
    shows: 'main .button.primary',
  },
];
