import { generateKey, lockWith, newRecoveryCode, writeUnlock } from '@umschlag/keyring';
import type { Browser, Page } from 'playwright-core';
import { newProfile, type Profile } from './browser.ts';
import type { Standalone } from './standalone.ts';
import { signInByCode } from './steps.ts';

export const PASSPHRASE = 'ahorn-kerze-birne-wolke-tinte-segel';
export const OTHER_PASSPHRASE = 'lampe-fjord-garten-nadel-pflug-uhr';

/** Argon2id on a busy machine. */
export const SLOW_MS = 60_000;

export interface KeyPerson extends Profile {
  readonly address: string;
  /** What the page has sent to the server: addresses and bodies. */
  readonly sent: string[];
}

/** Somebody who has just signed in by code, on the page of their key. */
export async function newPerson(browser: Browser, stack: Standalone, address: string): Promise<KeyPerson> {
  const profile = await newProfile(browser, stack.url);
  const sent: string[] = [];
  profile.context.on('request', (request) => sent.push(`${request.url()}\n${request.postData() ?? ''}`));
  await profile.page.goto('/sign-in');
  await signInByCode(profile.page, stack, address);
  await profile.page.waitForURL(/\/received$/);
  await profile.page.goto('/account/key');
  return { ...profile, address, sent };
}

export async function fillPassphrase(page: Page, id: string, passphrase: string): Promise<void> {
  await page.fill(`#${id}`, passphrase);
  await page.fill(`#${id}-repeat`, passphrase);
}

/** Sets a key up; the page then shows it, unlocked. */
export async function enrol(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await fillEnrolForm(page, passphrase);
  await page.locator('.lock-state .open').waitFor({ timeout: SLOW_MS });
}

/** Fills in the form for a new key, wherever it stands, and waits until there is one. */
export async function fillEnrolForm(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await page.locator('#new-passphrase').waitFor();
  await fillPassphrase(page, 'new-passphrase', passphrase);
  await page.check('#understood');
  await page.locator('[aria-labelledby=enrol] button[type=submit]').click();
  await page.locator('[aria-labelledby=enrol]').waitFor({ state: 'detached', timeout: SLOW_MS });
}

/** A reload forgets every secret. */
export async function reloadLocked(page: Page): Promise<void> {
  await page.reload();
  await page.locator('.lock-state .button.primary').waitFor();
}

/** Asks for the key; `give` does what is to be done in the dialog. */
export async function beginUnlocking(page: Page, kind?: 'passphrase' | 'recovery-code' | 'passkey'): Promise<void> {
  await page.locator('.lock-state .button.primary').click();
  await page.locator('dialog[open] button[type=submit]').waitFor();
  if (kind) await page.check(`dialog input[value=${kind}]`);
}

export const submitDialog = (page: Page) => page.locator('dialog[open] button[type=submit]').last().click();

export const untilOpen = (page: Page) => page.locator('.lock-state .open').waitFor({ timeout: SLOW_MS });

export async function unlockByPassphrase(page: Page, passphrase = PASSPHRASE): Promise<void> {
  await beginUnlocking(page);
  await page.fill('#unlock-passphrase', passphrase);
  await submitDialog(page);
  await untilOpen(page);
}

/** Makes a recovery sheet and keeps it. @returns its code */
export async function makeSheet(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Wiederherstellungsblatt anlegen' }).click();
  await page.locator('.sheet').waitFor({ timeout: SLOW_MS });
  const groups = await page.locator('.code-groups li').allTextContents();
  await page.fill('#sheet-check', groups.at(-1)!.toLowerCase());
  await page.locator('.sheet-area button[type=submit]').click();
  await page.locator('.sheet').waitFor({ state: 'detached' });
  return groups.join('-');
}

/** A device for passkeys, as the browser's own tools make one. @returns what takes it away */
export async function addAuthenticator(page: Page, hasPrf: boolean): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf,
    },
  });
  return async () => {
    await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  };
}

/** A new key, and the body that the API takes of it: with a passphrase and a recovery sheet. */
export async function newKeyAndBody(address: string, passphrase = PASSPHRASE) {
  const { secret: key, publicKeyOctets, fingerprint, keyVersion: version } = await generateKey({ address });
  const made = [
    await lockWith({ key, secret: { kind: 'passphrase', passphrase } }),
    await lockWith({ key, secret: { kind: 'recovery-code', code: newRecoveryCode() } }),
  ];
  const unlocks = made.map((unlock) => ({
    kind: unlock.kind,
    label: '',
    material: Buffer.from(writeUnlock(unlock)).toString('base64'),
  }));
  const publicKey = Buffer.from(publicKeyOctets).toString('base64');
  return { key, body: { fingerprint, version, publicKey, unlocks } };
}
