import { unlockWhenAsked } from '../support/sealed-steps.ts';
import { outage, type PageState, type Stage, submit } from './state.ts';

const caseworker = { who: 'caseworker' } as const;
const LIST = '/teams';
const DETAIL = '/teams/:id';

/** Makes a team; its page is shown then. */
async function make({ page }: Stage): Promise<void> {
  await page.fill('#team-name', `Sachgebiet ${'Wohngeld'.repeat(5)}`);
  await page.locator('[aria-labelledby=new-team] button[type=submit]').click();
  await page.waitForURL(/\/teams\/[0-9a-f-]{36}$/);
}

const unlock = async ({ page }: Stage) => {
  await page.locator('[aria-labelledby=team-key] button').click();
  await unlockWhenAsked(page);
};

/** The pages of teams. */
export const teams: readonly PageState[] = [
  { ...caseworker, route: LIST, state: 'first', path: LIST, shows: '#team-name' },
  { ...caseworker, route: LIST, state: 'no name', path: LIST, act: submit(), shows: '.notice.error' },
  {
    ...caseworker,
    route: LIST,
    state: 'service away',
    path: LIST,
    before: outage('**/api/v1/teams'),
    shows: '.notice.error',
  },
  { ...caseworker, route: DETAIL, state: 'just made', path: LIST, act: make, shows: '#member-email' },
  {
    ...caseworker,
    route: DETAIL,
    state: 'key open',
    path: LIST,
    act: async (stage) => {
      await make(stage);
      await unlock(stage);
    },
    shows: '[aria-labelledby=team-key] .key-words',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'nobody of this address',
    path: LIST,
    act: async (stage) => {
      await make(stage);
      await stage.page.fill('#member-email', 'niemand@example.org');
      await stage.page.locator('[aria-labelledby=add-member] button[type=submit]').click();
    },
    shows: '[aria-labelledby=add-member] .notice.error',
  },
  { ...caseworker, route: LIST, state: 'some', path: LIST, shows: '.list' },
  { ...caseworker, route: DETAIL, state: 'unknown', path: `/teams/${crypto.randomUUID()}`, shows: '.notice.error' },
];
