import type { SecretKey } from '@umschlag/keyring';
import type { Browser, Locator, Page } from 'playwright-core';
import { newProfile, type Profile, type Size } from './browser.ts';
import { newKeyAndBody, PASSPHRASE, SLOW_MS, submitDialog } from './key-steps.ts';
import type { Standalone } from './standalone.ts';
import { signInByCode } from './steps.ts';

export interface Recipient extends Profile {
  readonly address: string;
  /** Undefined without one. */
  readonly key: SecretKey | undefined;
}

/** Somebody who has just signed in by code, with a key that was made elsewhere, or without one. */
export async function newRecipient(
  browser: Browser,
  stack: Standalone,
  address: string,
  { size, hasKey }: { size: Size; hasKey: boolean },
): Promise<Recipient> {
  const profile = await newProfile(browser, stack.url, size);
  await profile.page.goto('/sign-in');
  await signInByCode(profile.page, stack, address);
  await profile.page.waitForURL(/\/received$/);
  const made = hasKey ? await newKeyAndBody(address) : undefined;
  if (made) {
    const { body: data } = made;
    const answer = await profile.context.request.post('/api/v1/account/key', { headers: { origin: stack.url }, data });
    if (!answer.ok()) throw new Error(`No key: ${answer.status()} ${await answer.text()}`);
  }
  return { ...profile, address, key: made?.key };
}

/** Opens the page behind a link. */
export async function visit(page: Page, link: string): Promise<void> {
  await page.goto(new URL(link).pathname);
  await page.locator('h1').first().waitFor();
}

/** Unlocks the key and waits for the files. */
export async function openByPassphrase(page: Page): Promise<void> {
  await page.locator('[aria-labelledby=open] button.primary').click();
  await page.fill('#unlock-passphrase', PASSPHRASE);
  await submitDialog(page);
  await untilOpened(page);
}

export async function openByCode(page: Page, code: string): Promise<void> {
  await page.fill('#access-code', code);
  await page.locator('[aria-labelledby=open] button[type=submit]').click();
}

export const untilOpened = (page: Page) => page.locator('[aria-labelledby=files]').waitFor({ timeout: SLOW_MS });

/** The way to save that the tests of one are about. */
export type Way = 'picked' | 'streamed' | 'stored';
export const WAYS: readonly Way[] = ['picked', 'streamed', 'stored'];

/**
 * Takes from the browser what it would prefer. A browser without a window refuses its file picker: that one call gives
 * a file of the site's own file system, the rest is the browser's.
 */
export async function allowOnly(page: Page, way: Way): Promise<void> {
  await page.addInitScript(way === 'picked' ? PICKER : 'delete globalThis.showSaveFilePicker');
  if (way === 'stored') await page.addInitScript('delete Navigator.prototype.serviceWorker');
}

/** Each time a file that was not there before. */
const PICKER = `globalThis.showSaveFilePicker = async ({ suggestedName }) => {
  const root = await navigator.storage.getDirectory();
  await root.removeEntry('picked ' + suggestedName).catch(() => {});
  return root.getFileHandle('picked ' + suggestedName, { create: true });
};`;

/** What there is to save a file with the given name. */
export const rowOf = (page: Page, name: string): Locator =>
  page.locator('[aria-labelledby=files] .list > li').filter({ hasText: name });

export const saveButton = (within: Locator): Locator => within.locator('.download > button');

export const untilPhase = (within: Locator, phase: string) =>
  within.locator(`.download[data-phase=${phase}]`).waitFor({ timeout: 120_000 });

/** SHA-256, hex, of a picked file; undefined if there is none. */
export async function pickedDigest(page: Page, name: string): Promise<string | undefined> {
  const octets = (await page.evaluate(`navigator.storage.getDirectory()
    .then((root) => root.getFileHandle(${JSON.stringify(`picked ${name}`)}))
    .then((handle) => handle.getFile())
    .then((file) => file.arrayBuffer())
    .then((octets) => crypto.subtle.digest('SHA-256', octets))
    .then((digest) => [...new Uint8Array(digest)], () => undefined)`)) as number[] | undefined;
  return octets && Buffer.from(octets).toString('hex');
}
