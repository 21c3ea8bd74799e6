import { packIds, unpackIds } from '@umschlag/std/id-pair';
import { pdfOf } from '../../invariants/submissions/pdf.ts';
import { until } from '../../invariants/transfer/raw-request.ts';
import { changeRows } from '../support/database.ts';
import type { Standalone } from '../support/standalone.ts';
import { submitDocuments } from '../support/submit-steps.ts';

/** Upload links to look at: paths of their owner's pages, and what citizens open. */
export interface UploadLinkScene {
  readonly open: string;
  readonly submission: string;
  readonly closed: string;
  /** Its deadline has passed, with documents that were accepted, rejected and added, of several people. */
  readonly passed: string;
  readonly full: string;
  /** Of level 2 with a PIN, and a mail that came back. */
  readonly bounced: string;
  /** Citizens' pages by what they show. */
  readonly citizens: Readonly<Record<'form' | 'PIN' | 'address' | 'error' | 'closed' | 'sent', string>>;
}

interface WithLink {
  readonly uploadLink: { readonly mailState: string };
}

interface Made {
  readonly id: string;
  readonly link: string;
}

/** Calls the API as the caseworker. */
interface Api {
  get(path: string): Promise<unknown>;
  post(path: string, data?: object): Promise<{ uploadLink: Made }>;
  put(path: string, data: object): Promise<unknown>;
}

const INVITED = 'invited@example.org';
const LONG_NAME = `Einkommensnachweis_${'Gehaltsabrechnung_'.repeat(6)}Oktober.pdf`;

export async function setUploadLinks(api: Api, stack: Standalone): Promise<UploadLinkScene> {
  const post = (path: string, data?: object) => api.post(path, data);
  const make = async (fields: object = {}) =>
    (await post('/api/v1/upload-links', { ...REQUEST, ...fields })).uploadLink;
  const open = await make();
  const sent = await submit(open.link);
  const submission = await submissionOf(stack, open.id);
  const closed = await make({ title: 'Geschlossen' });
  await post(`/api/v1/upload-links/${closed.id}/close`);
  const passed = await make({ title: 'Abgelaufen' });
  await submitAndReview(api, stack, passed);
  const full = await make({ title: 'Voll', maxSubmissions: 1, documents: [] });
  await submitDocuments(stack, full.link, [{ name: LONG_NAME, octets: pdfOf(100) }]);
  const bounced = await make({ title: 'Zurückgekommen', level: 2, pin: '471108' });
  await post(`/api/v1/upload-links/${bounced.id}/mail`, { email: INVITED });
  await until(
    async () => ((await api.get(`/api/v1/upload-links/${bounced.id}`)) as WithLink).uploadLink.mailState === 'mailed',
  );
  await bringAbout(stack, passed.id, bounced.id);
  const pathOf = ({ link }: { link: string }) => `${new URL(link).pathname}?plain`;
  return {
    open: `/upload-links/${open.id}`,
    submission: `/inbox/${packIds(open.id, submission)}`,
    closed: `/upload-links/${closed.id}`,
    passed: `/upload-links/${passed.id}`,
    full: `/upload-links/${full.id}`,
    bounced: `/upload-links/${bounced.id}`,
    citizens: {
      form: pathOf(open),
      PIN: pathOf(await make({ pin: '4711' })),
      address: pathOf(await make({ level: 2 })),
      error: pathOf(open),
      closed: pathOf(closed),
      sent: `${sent}?plain`,
    },
  };
}

const REQUEST = {
  title: `Unterlagen zum Antrag ${'Donaudampfschifffahrt'.repeat(3)}`,
  reference: '31-4711/26',
  instructions: 'Bitte gut lesbar.\n\nAlle Seiten.',
  level: 1,
  language: 'de',
  documents: [
    { name: 'Antrag', explanation: 'Alle Seiten.', isRequired: true, acceptedKinds: ['pdf', 'image'] },
    { name: 'Ausweis', explanation: '', isRequired: true, acceptedKinds: ['pdf', 'image'] },
  ],
  deadlineAt: new Date(Date.now() + 10 * 86_400_000).toISOString(),
  maxSubmissions: null,
  maxSubmissionBytes: 100_000_000,
};

/** Sends what the plain form sends, without the second document. @returns the path of the page of what was sent */
async function submit(link: string): Promise<string> {
  const page = await (await fetch(`${link}?plain`)).text();
  const [field] = /document-[0-9a-f-]{36}/.exec(page) ?? [];
  const form = new FormData();
  form.set('step', 'send');
  form.set('isPartial', 'yes');
  form.set('email', 'max@example.org');
  form.append(field ?? '', new Blob([pdfOf(100)]), LONG_NAME);
  form.append('document', new Blob(['Guten Tag']), 'Anmerkung.txt');
  const answer = await fetch(link, { method: 'POST', body: form });
  const [, path] = /href="https?:\/\/[^/"]+(\/s\/[\w-]{43})"/.exec(await answer.text()) ?? [];
  if (path === undefined) throw new Error(`The form was refused: ${answer.status}`);
  return path;
}

/** The id stands in the mail to the owner. */
async function submissionOf(stack: Standalone, uploadLinkId: string): Promise<string> {
  const { links } = await stack.mail(stack.demo.email, /Unterlagen eingegangen/);
  const [to, id] = unpackIds(new URL(links[0]!).pathname.slice('/inbox/'.length)) ?? [];
  if (to !== uploadLinkId || id === undefined) throw new Error('The mail leads elsewhere.');
  return id;
}

/** Two people: of one a document is accepted, another rejected and sent anew. */
async function submitAndReview(api: Api, stack: Standalone, { id, link }: Made): Promise<void> {
  const documents = [LONG_NAME, 'Ausweis.pdf'].map((name, place) => ({ name, octets: pdfOf(100, place + 1), place }));
  const first = await submitDocuments(stack, link, documents, { email: 'max@example.org' });
  const { submissions } = (await api.get(`/api/v1/upload-links/${id}/submissions`)) as {
    submissions: { files: { id: string }[] }[];
  };
  for (const [at, review] of [{ state: 'accepted' }, { state: 'rejected', reason: 'Unscharf.' }].entries()) {
    const fileId = submissions[0]!.files[at]!.id;
    await api.put(`/api/v1/upload-links/${id}/submissions/${first.id}/files/${fileId}/review`, review);
  }
  await submitDocuments(stack, link, [{ name: 'Ausweis, scharf.pdf', octets: pdfOf(90), place: 1 }], {
    supplementOf: first,
  });
  await submitDocuments(stack, link, [{ name: 'Sonstiges.pdf', octets: pdfOf(80) }]);
}

/** What only time and other people's mail servers bring about. */
async function bringAbout(stack: Standalone, passedId: string, bouncedId: string): Promise<void> {
  await changeRows(stack, async (tx) => {
    const change = (id: string, fields: { deadline_at: Date } | { mail_state: 'bounced' }) =>
      tx.updateTable('upload_links').set(fields).where('id', '=', id).execute();
    await change(passedId, { deadline_at: new Date(Date.now() - 86_400_000) });
    await change(bouncedId, { mail_state: 'bounced' });
  });
}
