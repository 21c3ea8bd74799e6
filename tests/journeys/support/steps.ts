import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Page } from 'playwright-core';
import type { Standalone } from './standalone.ts';

/** Large uploads on a busy machine take their time. */
const UPLOAD_TIMEOUT_MS = 20 * 60_000;

/** Signs the demo caseworker in. */
export async function signInAsDemo(page: Page, { demo }: Standalone): Promise<void> {
  await page.goto('/sign-in');
  await page.fill('#email', demo.email);
  await page.fill('#password', demo.password);
  await page.getByRole('button', { name: /^(Mit Passwort anmelden|Sign in with password)$/ }).click();
  await page.waitForURL(/\/deliveries$/);
}

export interface Composition {
  readonly to: string;
  readonly subject: string;
  readonly message?: string;
  readonly level: 1 | 2 | 3 | 4;
  readonly files?: readonly string[];
  readonly folder?: string;
  readonly downloadLimit?: number;
}

/** Fills a new delivery in; the files are on their way when it returns. */
export async function compose(page: Page, what: Composition): Promise<void> {
  await page.goto('/deliveries/new');
  await page.fill('#recipients', what.to);
  await page.press('#recipients', 'Enter');
  // First, so that nothing of a text is saved at a lower level.
  await page.check(`input[name=level][value="${what.level}"]`);
  await page.fill('#subject', what.subject);
  if (what.message !== undefined) await page.fill('#message', what.message);
  if (what.downloadLimit !== undefined) {
    const limit = page.locator('#download-limit');
    if (!(await limit.isVisible())) await page.locator('details summary').first().click();
    await limit.fill(String(what.downloadLimit));
  }
  if (what.files) await page.setInputFiles('#files-input', [...what.files]);
  if (what.folder) await page.setInputFiles('#folder-input', what.folder);
}

/** Waits until all files are stored. */
export async function waitUntilStored(page: Page, count: number): Promise<void> {
  await page
    .locator('.transfer-state.stored')
    .nth(count - 1)
    .waitFor({ timeout: UPLOAD_TIMEOUT_MS });
}

/** Sends what was composed. @returns the path of the delivery's page */
export async function sendNow(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Senden …' }).click();
  await page.getByRole('button', { name: 'Jetzt senden' }).click();
  await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}

const SIGN_IN_MAIL = /^Ihre Anmeldung bei /;

/** Asks for a code, reads it in the mail and types it. */
export async function signInByCode(page: Page, stack: Standalone, email: string): Promise<void> {
  const askForCode = page.getByRole('button', { name: 'Code per E-Mail erhalten' });
  await askForCode.waitFor();
  // Who comes from a delivery begins with the code, others with the password.
  if (await page.locator('#password').isVisible()) await askForCode.click();
  await page.locator('#password').waitFor({ state: 'detached' });
  await page.fill('#email', email);
  const before = (await stack.mails(email, SIGN_IN_MAIL)).length;
  await askForCode.click();
  const mail = await stack.mail(email, SIGN_IN_MAIL, before + 1);
  const [, first, second] = /^(\d{4}) (\d{4})$/m.exec(mail.text) ?? [];
  await page.fill('#code', `${first} ${second}`);
  await page.getByRole('button', { name: 'Bestätigen' }).click();
}

/** Clicks what starts a download, and waits for the file. @returns its path, and the name it was offered under */
export async function downloadBy(page: Page, click: () => Promise<void>): Promise<{ path: string; name: string }> {
  const started = page.waitForEvent('download', { timeout: 60_000 });
  await click();
  const download = await started;
  const failure = await download.failure();
  if (failure) throw new Error(`The download failed: ${failure}`);
  return { path: await download.path(), name: download.suggestedFilename() };
}

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
