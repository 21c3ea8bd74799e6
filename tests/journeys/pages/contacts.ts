import { PASSPHRASE } from '../support/key-steps.ts';
import { outage, type PageState, type Stage, submit } from './state.ts';

const ROUTE = { route: '/account/contacts', path: '/account/contacts' } as const;

async function unlock(stage: Stage): Promise<void> {
  const { page } = stage;
  await page.locator('.lock-state .button.primary').click();
  await page.fill('#unlock-passphrase', PASSPHRASE);
  await submit('dialog')(stage);
}

async function unlockAndLeave(stage: Stage): Promise<void> {
  await unlock(stage);
  await stage.page.locator('[aria-labelledby=contacts] .button.danger').first().click();
}

export const contacts: readonly PageState[] = [
  { ...ROUTE, who: 'citizen', state: 'locked', shows: '.lock-state .button.primary' },
  { ...ROUTE, who: 'caseworker', state: 'unlocked', act: unlock, shows: '.key-words:not(:empty)' },
  { ...ROUTE, who: 'caseworker', state: 'asked before forgetting', act: unlockAndLeave, shows: 'dialog[open]' },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'service away',
    before: outage('**/api/v1/account/contacts'),
    act: unlock,
    shows: '.notice.error',
  },
];
