import type { Page } from 'playwright-core';
import type { Standalone } from '../support/standalone.ts';
import type { Scene } from './scene.ts';

export type Who = 'stranger' | 'citizen' | 'caseworker';

export interface Stage {
  readonly page: Page;
  readonly scene: Scene;
  readonly stack: Standalone;
}

/** One look of one page. Texts are not used to find things: each state is shown in every language. */
export interface PageState {
  /** As in the router's table; `*`: no route. */
  readonly route: string;
  readonly state: string;
  readonly who: Who;
  readonly path: string | ((scene: Scene) => string);
  /** Done before the page is opened. */
  readonly before?: (stage: Stage) => Promise<unknown>;
  /** Done on the page. */
  readonly act?: (stage: Stage) => Promise<unknown>;
  /** What is to be seen in the end. */
  readonly shows: string;
}

/** Puts the page into a state, and waits until it is there. */
export async function show(state: PageState, stage: Stage): Promise<void> {
  const { page, scene } = stage;
  await state.before?.(stage);
  await page.goto(typeof state.path === 'string' ? state.path : state.path(scene));
  await page.locator('h1').first().waitFor();
  await state.act?.(stage);
  await page.locator(state.shows).first().waitFor();
}

/** Sends the form, whatever its button is called. */
export const submit =
  (within = 'main') =>
  (stage: Stage) =>
    stage.page.locator(`${within} button[type=submit]`).first().click();

/** Whatever is fetched from such an address does not arrive. */
export const outage = (pattern: string) => (stage: Stage) => stage.page.route(pattern, (route) => route.abort());
