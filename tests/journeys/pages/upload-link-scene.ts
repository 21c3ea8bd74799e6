import { pdfOf } from '../../invariants/submissions/pdf.ts';
import type { Standalone } from '../support/standalone.ts';

/** Upload links to look at: paths of their owner's pages, and what citizens open. */
export interface UploadLinkScene {
  readonly open: string;
  readonly submission: string;
  readonly closed: string;
  /** Citizens' pages by what they show. */
  readonly citizens: Readonly<Record<'form' | 'PIN' | 'address' | 'error' | 'closed' | 'sent', string>>;
}

type Post = (path: string, data?: object) => Promise<{ uploadLink: { id: string; link: string } }>;

const LONG_NAME = `Einkommensnachweis_${'Gehaltsabrechnung_'.repeat(6)}Oktober.pdf`;

/** @param post calls the API as the caseworker */
export async function setUploadLinks(post: Post, stack: Standalone): Promise<UploadLinkScene> {
  const make = async (fields: object = {}) =>
    (await post('/api/v1/upload-links', { ...REQUEST, ...fields })).uploadLink;
  const open = await make();
  const sent = await submit(open.link);
  const submission = await submissionOf(stack, open.id);
  const closed = await make({ title: 'Geschlossen' });
  await post(`/api/v1/upload-links/${closed.id}/close`);
  const pathOf = ({ link }: { link: string }) => new URL(link).pathname;
  return {
    open: `/upload-links/${open.id}`,
    submission: `/upload-links/${open.id}/submissions/${submission}`,
    closed: `/upload-links/${closed.id}`,
    citizens: {
      form: pathOf(open),
      PIN: pathOf(await make({ pin: '4711' })),
      address: pathOf(await make({ level: 2 })),
      error: pathOf(open),
      closed: pathOf(closed),
      sent,
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
  const page = await (await fetch(link)).text();
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
  const [, id] = new RegExp(`/upload-links/${uploadLinkId}/submissions/([0-9a-f-]{36})$`).exec(links[0]!) ?? [];
  if (id === undefined) throw new Error('The mail leads elsewhere.');
  return id;
}
