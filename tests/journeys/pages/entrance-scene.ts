import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { pdfOf } from '../../invariants/submissions/pdf.ts';
import { newProfile } from '../support/browser.ts';
import { changeRows } from '../support/database.ts';
import { chooseFor, confirmAddress, submitAll, untilSent, untilStored } from '../support/entrance-steps.ts';
import { Office, type Opened, requested } from '../support/office.ts';
import type { Standalone } from '../support/standalone.ts';

/** Paths of upload links and of what was submitted. */
export interface EntranceScene {
  /** A file on this machine that is what its name says, so that it is taken. */
  readonly document: string;
  readonly checklist: string;
  readonly freely: string;
  readonly pin: string;
  readonly level2: string;
  readonly closed: string;
  readonly past: string;
  readonly full: string;
  /** Sent and nothing said of it yet. */
  readonly sent: string;
  /** One document accepted, another rejected. */
  readonly rejected: string;
  /** Begun for what was rejected, not sent. */
  readonly supplement: string;
  /** The same sent, with its supplement, and the upload link closed since. */
  readonly ended: string;
  /** Of level 4, with the key. */
  readonly sealed: string;
  /** The owner's page of the same, with a submission. */
  readonly sealedInbox: string;
}

export const PIN = '4711';
const LONG = `Mietbescheinigung_${'Vermieter_'.repeat(8)}unterschrieben`;
const INSTRUCTIONS = `Bitte alles gut lesbar.\n\nFragen? https://example.org/${'lang'.repeat(30)}`;
export const CARD = 'Personalausweis';

const documents = [
  { ...requested(CARD), acceptedKinds: ['pdf', 'image'] as ('pdf' | 'image')[] },
  requested(LONG),
  requested('Lohnabrechnung', false),
];

/**
 * @param page of the caseworker, signed in
 * @param folder for files
 */
export async function setEntrances(page: Page, stack: Standalone, folder: string): Promise<EntranceScene> {
  const file = join(folder, 'Unterlagen von Jürgen.pdf');
  await writeFile(file, pdfOf(5000));
  const office = new Office(page.context(), stack);
  const link = (wish: Parameters<Office['link']>[0] = {}) =>
    office.link({ documents, instructions: INSTRUCTIONS, ...wish });
  const [checklist, freely, pin, level2] = [
    await link(),
    await link({ documents: [], instructions: '', reference: '' }),
    await link({ pin: PIN }),
    await link({ level: 2 }),
  ];
  const [closed, past, full] = [await link(), await link(), await link({ maxSubmissions: 1 })];
  await office.close(closed);
  await changeRows(stack, async (tx) => {
    const before = new Date(Date.now() - 60_000);
    await tx.updateTable('upload_links').set({ deadline_at: before }).where('id', '=', past.id).execute();
    await tx.updateTable('upload_links').set({ accepted_count: 1 }).where('id', '=', full.id).execute();
  });
  const submit = (to: Opened) => submitBy(page, stack, to, file);
  const sent = await submit(await link());
  const toReject = await link();
  const rejected = await submit(toReject);
  const supplement = await rejectAndBegin(office, toReject, rejected, stack);
  const toEnd = await link();
  const ended = await submit(toEnd);
  await rejectAndBegin(office, toEnd, ended, stack);
  await office.close(toEnd);
  const ownerFingerprint = await office.ownFingerprint();
  const [toSeal, toOpen] = [await link({ level: 4, ownerFingerprint }), await link({ level: 4, ownerFingerprint })];
  await submitBy(page, stack, toOpen, file);
  const paths = { checklist, freely, pin, level2, closed, past, full };
  return {
    ...(Object.fromEntries(Object.entries(paths).map(([name, { path }]) => [name, path])) as Record<
      keyof typeof paths,
      string
    >),
    ...{ sent, rejected, supplement, ended },
    document: file,
    sealed: toSeal.path,
    sealedInbox: `/upload-links/${toOpen.id}`,
  };
}

/** As a citizen in a browser of their own. @returns the path of what was sent */
async function submitBy(page: Page, stack: Standalone, { path, level }: Opened, file: string): Promise<string> {
  const citizen = await newProfile(page.context().browser()!, stack.url);
  await citizen.page.goto(path);
  if (level > 1) await confirmAddress(citizen.page, stack, `c-${crypto.randomUUID().slice(0, 8)}@example.org`);
  await chooseFor(citizen.page, CARD, [file]);
  await untilStored(citizen.page.locator('fieldset.document').first(), 1);
  await chooseFor(citizen.page, 'Lohnabrechnung', [file]);
  await submitAll(citizen.page);
  const sent = await untilSent(citizen.page);
  await citizen.context.close();
  return sent;
}

/** @returns the path of a supplement that was begun */
async function rejectAndBegin(office: Office, link: Opened, sentPath: string, stack: Standalone): Promise<string> {
  const [submission] = await office.submissions(link);
  const [card, salary] = submission!.files;
  await office.reject(link, submission!, card!.id, 'Die Rückseite fehlt. Bitte beide Seiten fotografieren.');
  await office.accept(link, submission!, salary!.id);
  const token = sentPath.split('/').at(-1);
  const answer = await fetch(`${stack.url}/api/v1/submissions/${token}/supplements`, { method: 'POST' });
  if (!answer.ok) throw new Error(`No supplement: ${answer.status} ${await answer.text()}`);
  return `/s/${((await answer.json()) as { token: string }).token}`;
}
