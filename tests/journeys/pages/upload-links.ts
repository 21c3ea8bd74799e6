import { outage, type PageState, submit } from './state.ts';

const caseworker = { who: 'caseworker' } as const;
const LIST = '/upload-links';
const NEW = '/upload-links/new';
const DETAIL = '/upload-links/:id';

/** The owner's pages of upload links; those of citizens are the server's. */
export const uploadLinks: readonly PageState[] = [
  { ...caseworker, route: LIST, state: 'some', path: LIST, shows: '.list' },
  {
    ...caseworker,
    route: LIST,
    state: 'service away',
    path: LIST,
    before: outage('**/api/v1/upload-links'),
    shows: '.notice.error',
  },
  { ...caseworker, route: NEW, state: 'first', path: NEW, shows: '#add-document' },
  {
    ...caseworker,
    route: NEW,
    state: 'from a template, all settings',
    path: NEW,
    act: async ({ page }) => {
      await page.selectOption('#template', 'medical');
      await page.check('input[name=count][value=many]');
      await page.locator('details.more summary').click();
    },
    shows: '#pin',
  },
  {
    ...caseworker,
    route: NEW,
    state: 'errors in every field',
    path: NEW,
    act: async (stage) => {
      const { page } = stage;
      await page.uncheck('input[id^=kind-][id$=-pdf]');
      await page.uncheck('input[id^=kind-][id$=-image]');
      await page.fill('#deadline', '2020-01-01');
      await page.locator('details.more summary').click();
      await page.fill('#pin', '12');
      await submit()(stage);
    },
    shows: '#pin-error',
  },
  { ...caseworker, route: DETAIL, state: 'open', path: ({ uploadLinks }) => uploadLinks.open, shows: '.submission' },
  {
    ...caseworker,
    route: DETAIL,
    state: 'code shown',
    path: ({ uploadLinks }) => uploadLinks.open,
    act: async ({ page }) => {
      await page.locator('section details summary').last().click();
    },
    shows: 'svg.qr-code',
  },
  {
    ...caseworker,
    route: DETAIL,
    state: 'closed',
    path: ({ uploadLinks }) => uploadLinks.closed,
    shows: 'p.notice',
  },
  {
    ...caseworker,
    route: `${DETAIL}/submissions/:submissionId`,
    state: 'rejecting without a reason',
    path: ({ uploadLinks }) => uploadLinks.submission,
    act: async (stage) => {
      await stage.page.locator('.submission li .button-row button').nth(1).click();
      await submit('dialog[open]')(stage);
    },
    shows: '#reason-error',
  },
  {
    ...caseworker,
    route: `${DETAIL}/letter`,
    state: 'whole',
    path: ({ uploadLinks }) => `${uploadLinks.open}/letter`,
    shows: '.letter svg.qr-code',
  },
];
