import { OTHER_PASSPHRASE, PASSPHRASE } from '../support/key-steps.ts';
import { outage, type PageState, type Stage, submit } from './state.ts';

const ROUTE = { route: '/account/key', path: '/account/key' } as const;
/** Has no key. */
const citizen = { ...ROUTE, who: 'citizen' } as const;
/** Has one, with a passphrase and a recovery sheet. */
const caseworker = { ...ROUTE, who: 'caseworker' } as const;

const within = (name: string) => `[aria-labelledby=${name}]`;

async function askToUnlock({ page }: Stage): Promise<void> {
  await page.locator('.lock-state .button.primary').click();
  await page.locator('#unlock-passphrase').waitFor();
}

const typePassphrase = (passphrase: string) => async (stage: Stage) => {
  await askToUnlock(stage);
  await stage.page.fill('#unlock-passphrase', passphrase);
  await submit('dialog')(stage);
};

async function unlock(stage: Stage): Promise<void> {
  await typePassphrase(PASSPHRASE)(stage);
  await stage.page.locator('.lock-state .open').waitFor();
}

/** What a browser has read before, and the server does not know. */
const REMEMBERED = `localStorage.setItem('umschlag-key-log', '{"seq":1,"hash":"${'f'.repeat(64)}"}')`;

async function checkLog({ page }: Stage): Promise<void> {
  await page
    .locator(`${within('key-log')} .button`)
    .first()
    .click();
}

export const keys: readonly PageState[] = [
  { ...citizen, state: 'no key', shows: '#new-passphrase' },
  { ...citizen, state: 'nothing typed', act: submit(within('enrol')), shows: '#new-passphrase-error' },
  {
    ...citizen,
    state: 'a suggested passphrase for a key of one’s own',
    act: async ({ page }) => {
      await page.check('input[name=key-source][value=file]');
      await page.locator('.suggest').click();
    },
    shows: '[role=status] .notice',
  },
  { ...caseworker, state: 'locked', shows: '.key-words[lang=de]' },
  { ...caseworker, state: 'asked to unlock', act: askToUnlock, shows: 'dialog[open]' },
  {
    ...caseworker,
    state: 'asked for the recovery code',
    act: async (stage) => {
      await askToUnlock(stage);
      await stage.page.check('dialog input[value=recovery-code]');
      await stage.page.fill('#unlock-code', 'AAAAA BBBBB CC');
    },
    shows: '#unlock-code-error',
  },
  {
    ...caseworker,
    state: 'wrong passphrase',
    act: typePassphrase(OTHER_PASSPHRASE),
    shows: 'dialog[open] .notice.error',
  },
  { ...caseworker, state: 'unlocked', act: unlock, shows: '.lock-state .open' },
  {
    ...caseworker,
    state: 'a recovery sheet',
    act: async (stage) => {
      await unlock(stage);
      await stage.page
        .locator(`${within('unlocks')} .button-row .button`)
        .first()
        .click();
      await stage.page.fill('#sheet-check', 'xxxxx');
      await submit('.sheet-area')(stage);
    },
    shows: '#sheet-check-error',
  },
  {
    ...caseworker,
    state: 'errors in every form',
    act: async (stage) => {
      for (const section of ['change', 'export', 'rotate']) await submit(within(section))(stage);
    },
    shows: '#rotated-passphrase-error',
  },
  {
    ...caseworker,
    state: 'asked before removing an unlock',
    act: ({ page }) =>
      page
        .locator(`${within('unlocks')} .list .button`)
        .first()
        .click(),
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    state: 'asked before revoking',
    act: async (stage) => {
      await stage.page.locator(`${within('revoke')} .button.danger`).click();
      await stage.page.check('dialog input[value=file]');
      await submit('dialog')(stage);
    },
    shows: '#revocation-file-error',
  },
  { ...caseworker, state: 'key log checked', act: checkLog, shows: '.key-log[data-log=right]' },
  {
    ...caseworker,
    state: 'key log written anew, asked before it is taken',
    act: async (stage) => {
      await stage.page.evaluate(REMEMBERED);
      await checkLog(stage);
      await stage.page.locator(`${within('key-log')} .button.danger`).click();
      // What other states see is not the worse for it.
      await stage.page.evaluate("localStorage.removeItem('umschlag-key-log')");
    },
    shows: 'dialog[open]',
  },
  {
    ...caseworker,
    state: 'key log not to be had',
    before: outage('**/api/v1/key-log*'),
    act: checkLog,
    shows: '[aria-labelledby=key-log] .notice.error',
  },
  { ...caseworker, state: 'service away', before: outage('**/api/v1/account/key'), shows: '.notice.error' },
];
