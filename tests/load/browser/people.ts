import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Profile, startProfile } from '../../journeys/support/browser.ts';
import { SLOW_MS } from '../../journeys/support/key-steps.ts';
import { giveKey, unlockWhenAsked } from '../../journeys/support/sealed-steps.ts';
import type { Standalone } from '../../journeys/support/standalone.ts';
import { signInAsDemo, signInByCode } from '../../journeys/support/steps.ts';

/** Somebody with a Chromium of their own, signed in. */
export interface Person extends Profile {
  readonly address: string;
  /** Of the profile. */
  readonly folder: string;
}

/** The demo caseworker, with a key. @param parent where the profile is made */
export async function openCaseworker(stack: Standalone, parent: string): Promise<Person> {
  const folder = join(parent, 'caseworker');
  const profile = await startProfile(folder, stack.url);
  await signInAsDemo(profile.page, stack);
  const person = { ...profile, folder, address: stack.demo.email };
  await giveKey(person, stack, stack.demo.password);
  return person;
}

/** Somebody who has signed in by code, without a key. */
export async function openCitizen(stack: Standalone, parent: string, name: string): Promise<Person> {
  const folder = join(parent, name);
  const profile = await startProfile(folder, stack.url);
  const address = `${name}@example.org`;
  await profile.page.goto('/sign-in');
  await signInByCode(profile.page, stack, address);
  await profile.page.waitForURL(/\/received$/);
  return { ...profile, folder, address };
}

/** Sends the draft of level 3 that the page shows, whose files are stored. @returns the recipient's link */
export async function sendSealedDraft(page: Page, stack: Standalone, to: string, isLocked: boolean): Promise<string> {
  const before = (await stack.mails(to, NOTICE)).length;
  await page.locator('#readers li').filter({ hasText: to }).getByText('Hat einen Schlüssel').waitFor();
  await page.getByRole('button', { name: 'Senden …' }).click();
  if (isLocked) await unlockWhenAsked(page);
  await page.getByRole('button', { name: 'Jetzt senden' }).click({ timeout: SLOW_MS });
  await page.waitForURL(/\/deliveries\/[0-9a-f-]{36}$/, { timeout: SLOW_MS });
  return (await stack.mail(to, NOTICE, before + 1)).links[0]!;
}

/** Not the mail with the code to sign in with. */
const NOTICE = /^Nachricht von /;
