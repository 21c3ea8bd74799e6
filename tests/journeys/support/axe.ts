import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

/** A page, or a frame in it. */
type Looked = Pick<Page, 'evaluate'>;

/** What axe finds on the page as it is, as `rule: element`. */
export const axeFindings = (page: Page): Promise<string[]> => run(page, { runOnly: RULES });

/** What axe finds in a frame: the heading of the first level is the page's. */
export const frameFindings = (frame: Looked): Promise<string[]> =>
  run(frame, { runOnly: RULES, rules: { 'page-has-heading-one': { enabled: false } } });

/** What axe finds of the contrast in dark colours. */
export async function darkContrastFindings(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' });
  const found = await run(page, { runOnly: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: null });
  return found.map((one) => `dark ${one}`);
}

async function run(page: Looked, options: object): Promise<string[]> {
  // By the debugger: the page's own policy lets no foreign script in, and should not.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(await readFile(AXE, 'utf8'));
  const violations = (await page.evaluate(
    `axe.run(${JSON.stringify(options)}).then((r) => r.violations)`,
  )) as Violation[];
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
