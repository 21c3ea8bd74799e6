import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { enrol } from '../../tests/journeys/support/key-steps.ts';
import { type Standalone, startStandalone } from '../../tests/journeys/support/standalone.ts';
import { compose, sendNow, waitUntilStored } from '../../tests/journeys/support/steps.ts';
import { openCaseworker, openCitizen, type Person, sendSealedDraft } from '../../tests/load/browser/people.ts';
import { writePlainFile } from '../../tests/load/support/plain-file.ts';

export const NAME = 'Akte.bin';

/** What `npm start` starts, and two people at it, each with a Chromium of their own. */
export interface Place {
  readonly stack: Standalone;
  readonly caseworker: Person;
  /** Has made a key in the browser, which is still open on the page shown. */
  readonly citizen: Person;
  /** What is sent. */
  readonly file: string;
  readonly sizeBytes: number;
  close(): Promise<void>;
}

export async function openPlace(sizeBytes: number): Promise<Place> {
  await using opened = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-bench-'));
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const stack = await startStandalone();
  opened.defer(() => stack.stop());
  const caseworker = await openCaseworker(stack, folder);
  opened.defer(() => caseworker.context.close());
  const citizen = await openCitizen(stack, folder, 'erika');
  opened.defer(() => citizen.context.close());
  await citizen.page.goto('/account/key');
  await enrol(citizen.page);
  const file = join(folder, NAME);
  await writePlainFile(file, sizeBytes);
  const kept = opened.move();
  return { stack, caseworker, citizen, file, sizeBytes, close: () => kept.disposeAsync() };
}

/** A draft in a tab of its own that waits for its file. */
export async function newDraft({ caseworker, citizen }: Place, level: 1 | 3): Promise<Page> {
  const page = await caseworker.context.newPage();
  await compose(page, { to: citizen.address, subject: `Stufe ${level}`, level });
  await page.getByText('Entwurf gespeichert').waitFor();
  return page;
}

/** From the choice of the file to its being stored. */
export async function uploadTo(page: Page, { file }: Place): Promise<void> {
  await page.setInputFiles('#files-input', [file]);
  await waitUntilStored(page, 1);
}

/** Sends the file. @returns the recipient's link */
export async function deliver(place: Place, level: 1 | 3): Promise<string> {
  const { stack, citizen } = place;
  const page = await newDraft(place, level);
  await uploadTo(page, place);
  const link = level === 3 ? await sendSealedDraft(page, stack, citizen.address, true) : await sendOpen(page, place);
  await page.close();
  return link;
}

async function sendOpen(page: Page, { stack, citizen }: Place): Promise<string> {
  const before = (await stack.mails(citizen.address, NOTICE)).length;
  await sendNow(page);
  return (await stack.mail(citizen.address, NOTICE, before + 1)).links[0]!;
}

const NOTICE = /^Nachricht von /;
