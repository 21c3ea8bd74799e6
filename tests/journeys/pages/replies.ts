import type { PageState, Stage } from './state.ts';

const citizen = { who: 'citizen', path: ({ forCitizen }) => forCitizen.link } as const satisfies Partial<PageState>;
const caseworker = {
  who: 'caseworker',
  path: ({ forCitizen }) => forCitizen.detail,
} as const satisfies Partial<PageState>;

/** The citizen answers what the scene has sent to them. */
async function sendReply({ page, scene, stack }: Stage): Promise<void> {
  const headers = { origin: stack.url };
  const { request } = page.context();
  const token = new URL(scene.forCitizen.link, stack.url).pathname.split('/').at(-1);
  const begun = await request.post(`/api/v1/links/${token}/replies`, { headers });
  const at = `/api/v1/deliveries/${(await begun.json()).deliveryId}`;
  await request.patch(at, { headers, data: { subject: 'Antwort', message: 'Vielen Dank.' } });
  const sent = await request.post(`${at}/send`, { headers });
  if (!sent.ok()) throw new Error(`${sent.status()} ${await sent.text()}`);
}

/** What citizens answer, and what becomes of it. */
export const replies: readonly PageState[] = [
  {
    ...citizen,
    route: '/deliveries/:id/edit',
    state: 'a reply',
    act: ({ page }) => page.locator('[aria-labelledby=reply] button').click(),
    shows: '.send-bar',
  },
  {
    ...citizen,
    route: '/deliveries/:id',
    state: 'a reply, sent',
    before: sendReply,
    act: ({ page }) => page.locator('[aria-labelledby=reply] .list a:not([href$="/edit"])').first().click(),
    shows: '.danger-zone',
  },
  { ...citizen, route: '/d/:token', state: 'level 2, answered', shows: '[aria-labelledby=reply] .list' },
  { ...citizen, route: '/deliveries', state: 'a citizen’s replies', path: '/deliveries', shows: 'main .list' },
  { ...caseworker, route: '/deliveries/:id', state: 'answered', shows: '[aria-labelledby=answers] a' },
  {
    ...caseworker,
    route: '/d/:token',
    state: 'a reply, received',
    act: ({ page }) => page.locator('[aria-labelledby=answers] a').first().click(),
    shows: '[aria-labelledby=reply] button',
  },
];
