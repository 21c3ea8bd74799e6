import type { Locator, Page } from 'playwright-core';
import type { Standalone } from './standalone.ts';

/** The part of the checklist that has such a name. */
export const lineOf = (page: Page, name: string): Locator =>
  page.locator('fieldset.document').filter({ hasText: name });

/** Chooses files for a line of the checklist. */
export async function chooseFor(page: Page, name: string, files: readonly string[]): Promise<void> {
  await lineOf(page, name)
    .locator('input[id^=files-]')
    .setInputFiles([...files]);
}

/** Waits until so many files of a line are stored. */
export const untilStored = (line: Locator, count: number): Promise<void> =>
  line
    .locator('.transfer-state.stored')
    .nth(count - 1)
    .waitFor({ timeout: 300_000 });

/** Presses "send", and in the dialog what says yes. */
export async function submitAll(page: Page): Promise<void> {
  await page.locator('.send-bar button[type=submit]').click();
  await page.locator('dialog[open] .button').first().click();
}

/** Waits for the page of what was sent. @returns its path */
export async function untilSent(page: Page): Promise<string> {
  await page.waitForURL(/\/s\/[\w-]{43}(#[0-9A-F]+)?$/, { timeout: 300_000 });
  await page.locator('.receipt').first().waitFor();
  return new URL(page.url()).pathname;
}

const CODE_MAIL = /^Ihr Code für Unterlagen an /;

/** From level 2 on: asks for the code, reads it in the mail and types it. */
export async function confirmAddress(page: Page, stack: Standalone, email: string): Promise<void> {
  await page.fill('#email', email);
  await page.locator('main form button[type=submit]').click();
  const [, first, second] = /^(\d{4}) ?(\d{4})$/m.exec((await stack.mail(email, CODE_MAIL)).text) ?? [];
  await page.fill('#code', `${first}${second}`);
  await page.locator('main form button[type=submit]').first().click();
  await page.getByText(email).waitFor();
  await page.locator('fieldset.document').first().waitFor();
}
