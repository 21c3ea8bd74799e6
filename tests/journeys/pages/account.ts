import { type PageState, type Stage, submit } from './state.ts';

const ROUTE = { route: '/account', path: '/account' } as const;

/** Each form of the page is sent; a new password is typed and not saved. */
async function sendAllForms(stage: Stage): Promise<void> {
  for (const section of ['password', 'tokens', 'invite']) await submit(`[aria-labelledby=${section}]`)(stage);
}

async function createToken(stage: Stage): Promise<void> {
  const { page, stack } = stage;
  await page.fill('#token-name', 'Fachverfahren');
  if (await page.locator('#token-password').isVisible()) await page.fill('#token-password', stack.demo.password);
  await submit('[aria-labelledby=tokens]')(stage);
}

export const account: readonly PageState[] = [
  { ...ROUTE, who: 'citizen', state: 'a citizen’s', shows: '[aria-labelledby=sessions] li' },
  { ...ROUTE, who: 'caseworker', state: 'an administrator’s', shows: '[aria-labelledby=sessions] li' },
  { ...ROUTE, who: 'caseworker', state: 'errors in every form', act: sendAllForms, shows: '#invite-email-error' },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'a weak password',
    act: ({ page }) => page.fill('#new-password', 'kurz'),
    shows: '.strength:not(:empty)',
  },
  { ...ROUTE, who: 'caseworker', state: 'a new token', act: createToken, shows: '#new-token' },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'invited',
    act: async (stage) => {
      await stage.page.fill('#invite-email', `neu-${crypto.randomUUID()}@example.org`);
      await submit('[aria-labelledby=invite]')(stage);
    },
    shows: '[aria-labelledby=invite] [role=status]:not(:empty)',
  },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'submitted files changed',
    act: async (stage) => {
      const { page } = stage;
      const macros = page.locator('input[name=allowMacros]');
      await macros.setChecked(!(await macros.isChecked()));
      await submit('[aria-labelledby=submitted-files]')(stage);
      await page.locator('[aria-labelledby=submitted-files] summary').click();
    },
    shows: '[aria-labelledby=submitted-files] details[open] li',
  },
];
