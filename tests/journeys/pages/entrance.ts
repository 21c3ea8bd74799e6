import { chooseFor, confirmAddress, lineOf, submitAll, untilStored } from '../support/entrance-steps.ts';
import { CARD, PIN } from './entrance-scene.ts';
import type { Scene } from './scene.ts';
import { outage, type PageState, type Stage, submit } from './state.ts';

const LINK = '/u/:token';
const SUBMISSION = '/s/:token';

/** What an earlier state has begun is forgotten; a reload within a state keeps what it has begun. */
const onNewDevice = ({ page }: Stage) =>
  page.addInitScript(`if (!sessionStorage.getItem('new device')) {
    sessionStorage.setItem('new device', 'yes');
    indexedDB.deleteDatabase('umschlag-submissions');
  }`);

const stranger = { who: 'stranger', before: onNewDevice } as const;
const checklist = { ...stranger, route: LINK, path: ({ entrances }: Scene) => entrances.checklist } as const;
const pin = { ...stranger, route: LINK, path: ({ entrances }: Scene) => entrances.pin } as const;
const level2 = { ...stranger, route: LINK, path: ({ entrances }: Scene) => entrances.level2 } as const;

const sealed = { ...stranger, route: LINK, path: ({ entrances }: Scene) => entrances.sealed } as const;
const withFragment =
  (fragment: string) =>
  ({ entrances }: Scene) =>
    entrances.sealed.replace(/#.*/, fragment);
const confirm = ({ page, stack }: Stage) =>
  confirmAddress(page, stack, `c-${crypto.randomUUID().slice(0, 8)}@example.org`);

const stuckAt = (pattern: string) => async (stage: Stage) => {
  await onNewDevice(stage);
  await stage.page.route(pattern, () => undefined);
};
const without = (pattern: string) => async (stage: Stage) => {
  await onNewDevice(stage);
  await outage(pattern)(stage);
};

const choose = ({ page, scene }: Stage) => chooseFor(page, CARD, [scene.entrances.document]);
async function fill(stage: Stage): Promise<void> {
  await choose(stage);
  await untilStored(lineOf(stage.page, CARD), 1);
}

const typePin = (digits: string) => async (stage: Stage) => {
  await stage.page.fill('#pin', digits);
  await submit()(stage);
};
const askForCode = (email: string) => async (stage: Stage) => {
  await stage.page.fill('#email', email);
  await submit()(stage);
};

/** The upload link. */
const uploadLink: readonly PageState[] = [
  { ...checklist, state: 'first', shows: 'fieldset.document' },
  {
    ...stranger,
    route: LINK,
    state: 'nothing in particular',
    path: ({ entrances }) => entrances.freely,
    shows: '.document',
  },
  { ...checklist, state: 'nothing chosen', act: submit(), shows: 'form .notice.error' },
  {
    ...checklist,
    state: 'a wrong address',
    act: async (stage) => {
      await fill(stage);
      await stage.page.fill('#submitter-email', 'keine Adresse');
      await submit()(stage);
    },
    shows: '#submitter-email-error',
  },
  {
    ...checklist,
    state: 'a file twice',
    act: async (stage) => {
      await fill(stage);
      await choose(stage);
    },
    shows: '.document .notice.error',
  },
  { ...checklist, state: 'uploading', before: stuckAt('**/parts/*'), act: choose, shows: '.document progress' },
  { ...checklist, state: 'uploaded', act: fill, shows: '.transfer-state.stored' },
  {
    ...checklist,
    state: 'service away when beginning',
    before: without('**/api/v1/entrances/*/submissions'),
    act: choose,
    shows: 'form > .notice.error',
  },
  {
    ...checklist,
    state: 'to be chosen again',
    before: stuckAt('**/parts/*'),
    act: async ({ page }) => {
      const large = { name: 'Akte.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(17_000_000) };
      // What it takes to go on is kept on the device by the time a part leaves it.
      const part = page.waitForRequest('**/parts/*');
      await lineOf(page, CARD).locator('input[id^=files-]').setInputFiles(large);
      await part;
      await page.reload();
    },
    shows: '.transfer-state.choose',
  },
  {
    ...checklist,
    state: 'asked before discarding',
    act: async (stage) => {
      await fill(stage);
      await stage.page.reload();
      await stage.page.locator('main > .notice .button').click();
    },
    shows: 'dialog[open]',
  },
  {
    ...checklist,
    state: 'documents missing',
    act: async (stage) => {
      await fill(stage);
      await submit()(stage);
    },
    shows: 'dialog[open] li',
  },
  {
    ...checklist,
    state: 'service away when sending',
    before: without('**/api/v1/submissions/*/send'),
    act: async (stage) => {
      await fill(stage);
      await submitAll(stage.page);
    },
    shows: 'dialog[open] .notice.error',
  },
  {
    ...checklist,
    state: 'sent when uploaded',
    before: stuckAt('**/parts/*'),
    act: async (stage) => {
      await choose(stage);
      await stage.page.locator('.transfer-state').waitFor();
      await submitAll(stage.page);
    },
    shows: 'main > p.notice',
  },
  { ...pin, state: 'PIN', shows: '#pin' },
  { ...pin, state: 'no PIN', act: submit(), shows: '#pin-error' },
  { ...pin, state: 'wrong PIN', act: typePin('0000'), shows: '#pin-error' },
  { ...pin, state: 'unlocked', act: typePin(PIN), shows: 'fieldset.document' },
  { ...level2, state: 'level 2', shows: '#email' },
  { ...level2, state: 'level 2, no address', act: askForCode('keine Adresse'), shows: '#email-error' },
  { ...level2, state: 'level 2, code', act: askForCode('anna@example.org'), shows: '#code' },
  {
    ...level2,
    state: 'level 2, wrong code',
    act: async (stage) => {
      await askForCode('berta@example.org')(stage);
      await stage.page.fill('#code', '00000000');
      await submit()(stage);
    },
    shows: '#code-error',
  },
  { ...sealed, state: 'level 4', shows: '#email' },
  { ...sealed, state: 'level 4, no key in the link', path: withFragment(''), shows: '.notice.error' },
  { ...sealed, state: 'level 4, another key', path: withFragment(`#${'AB'.repeat(20)}`), shows: '.notice.error' },
  { ...sealed, state: 'level 4, address confirmed', act: confirm, shows: '#sealed-message' },
  ...(['closed', 'past', 'full'] as const).map((state) => ({
    ...stranger,
    route: LINK,
    state,
    path: ({ entrances }: Scene) => entrances[state],
    shows: '.notice[data-state]',
  })),
  { ...stranger, route: LINK, state: 'unknown', path: `/u/${'x'.repeat(43)}`, shows: 'main li' },
  { ...checklist, state: 'service away', before: without('**/api/v1/entrances/*'), shows: '.notice.error' },
];

const supplement = { ...stranger, route: SUBMISSION, path: ({ entrances }: Scene) => entrances.supplement } as const;

/** What was submitted. */
const submission: readonly PageState[] = [
  { ...stranger, route: SUBMISSION, state: 'sent', path: ({ entrances }) => entrances.sent, shows: '.receipt' },
  {
    ...stranger,
    route: SUBMISSION,
    state: 'one rejected',
    path: ({ entrances }) => entrances.rejected,
    shows: '.badge.problem',
  },
  {
    ...stranger,
    route: SUBMISSION,
    state: 'closed since',
    path: ({ entrances }) => entrances.ended,
    shows: '.receipt',
  },
  { ...supplement, state: 'supplement', shows: '.document.wanting' },
  {
    ...supplement,
    state: 'asked before a supplement is discarded',
    act: ({ page }) => page.locator('.send-bar .button:not(.primary)').click(),
    shows: 'dialog[open]',
  },
  {
    ...stranger,
    route: SUBMISSION,
    state: 'just sent',
    path: ({ entrances }) => entrances.checklist,
    act: async (stage) => {
      await fill(stage);
      await submitAll(stage.page);
      await stage.page.waitForURL(/\/s\//);
    },
    shows: '.notice.good',
  },
  {
    ...sealed,
    route: SUBMISSION,
    state: 'sealed, just sent',
    act: async (stage) => {
      await confirm(stage);
      await fill(stage);
      await submitAll(stage.page);
      await stage.page.waitForURL(/\/s\//);
    },
    shows: '#proof',
  },
  { ...stranger, route: SUBMISSION, state: 'unknown', path: `/s/${'x'.repeat(43)}`, shows: 'main li' },
  {
    ...stranger,
    route: SUBMISSION,
    state: 'service away',
    path: ({ entrances }) => entrances.sent,
    before: outage('**/api/v1/submissions/*'),
    shows: '.notice.error',
  },
];

/** The pages of citizens who submit documents. */
export const entrance: readonly PageState[] = [...uploadLink, ...submission];
