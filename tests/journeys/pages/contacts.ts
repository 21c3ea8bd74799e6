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

async function unlockAndCompare(stage: Stage): Promise<void> {
  await unlock(stage);
  await stage.page.locator('[aria-labelledby=contacts] summary').first().click();
}

/** A picture of what the page shows at one corner. */
async function choosePicture({ page }: Stage): Promise<void> {
  const buffer = await page.screenshot({ clip: { x: 0, y: 0, width: 40, height: 40 } });
  await page.locator('.code-comparison input').setInputFiles({ name: 'p.png', mimeType: 'image/png', buffer });
}

export const contacts: readonly PageState[] = [
  { ...ROUTE, who: 'citizen', state: 'locked', shows: '.lock-state .button.primary' },
  { ...ROUTE, who: 'caseworker', state: 'unlocked', act: unlock, shows: '.key-words:not(:empty)' },
  { ...ROUTE, who: 'caseworker', state: 'asked before forgetting', act: unlockAndLeave, shows: 'dialog[open]' },
  { ...ROUTE, who: 'caseworker', state: 'comparing', act: unlockAndCompare, shows: '.code-comparison input' },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'comparing without a camera',
    act: async (stage) => {
      await unlockAndCompare(stage);
      await stage.page.locator('.code-comparison .button').first().click();
    },
    shows: '.code-comparison[data-said=absent], .code-comparison[data-said=denied]',
  },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'comparing with a picture without a code',
    act: async (stage) => {
      await unlockAndCompare(stage);
      await choosePicture(stage);
    },
    shows: '.code-comparison[data-said=nothing]',
  },
  {
    ...ROUTE,
    who: 'caseworker',
    state: 'service away',
    before: outage('**/api/v1/account/contacts'),
    act: unlock,
    shows: '.notice.error',
  },
];
