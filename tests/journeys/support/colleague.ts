import type { Browser } from 'playwright-core';
import { newProfile, PHONE, type Profile } from './browser.ts';
import type { Office } from './office.ts';
import { giveKey } from './sealed-steps.ts';
import type { Standalone } from './standalone.ts';

const PASSWORD = 'Tür7Fenster%Dach';

export interface Colleague extends Profile {
  readonly address: string;
  readonly name: string;
}

/** A caseworker of the demo organisation with a key, invited by mail, signed in at 360 px. */
export async function newColleague(
  browser: Browser,
  stack: Standalone,
  office: Office,
  { address, name }: Pick<Colleague, 'address' | 'name'>,
): Promise<Colleague> {
  await office.invite(address);
  const token = new URL((await stack.mail(address, /./)).links[0]!).hash.slice(1);
  const profile = await newProfile(browser, stack.url, PHONE);
  const data = { token, displayName: name, password: PASSWORD };
  const accepted = await profile.context.request.post('/api/v1/invitations/accept', {
    headers: { origin: stack.url },
    data,
  });
  if (!accepted.ok()) throw new Error(`Not accepted: ${accepted.status()} ${await accepted.text()}`);
  await giveKey({ context: profile.context, address }, stack, PASSWORD);
  return { ...profile, address, name };
}
