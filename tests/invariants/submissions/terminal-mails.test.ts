import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import {
  type MailKinds,
  mailUploadLink,
  remindCitizens,
  reviewDocument,
  sendMail,
  submissionMails,
  uploadLinkMails,
} from '@umschlag/core';
import { createOrganisation } from '@umschlag/core/testing';
import { createMailer, type Mailer } from '@umschlag/mailer';
import { startTestSmtpServer, type TestSmtpServer } from '@umschlag/mailer/testing';
import { DAY_MS } from '@umschlag/std';
import { addFile, begin, confirmation, DOCUMENT, inbox, openEntrance, send } from './entrance.ts';
import { pdfOf } from './pdf.ts';
import { type MailTerminal, openMailTerminal, terminalMissing } from './terminal-mail.ts';

const kinds: MailKinds = { ...uploadLinkMails, ...submissionMails };
const KINDS = Object.keys(kinds).sort();
const ORIGIN = 'https://umschlag.example.org';
/** Everything that people have written or named, and nothing of which belongs into a mail. */
const CONTENT = {
  title: 'Wohngeldantrag',
  reference: '31-4711/26',
  instructions: 'Bitte gut lesbar einreichen.',
  document: 'Verdienstbescheinigung',
  explanation: 'alle Seiten',
  fileName: 'Befund Jürgen Müller.pdf',
  reason: 'Seite zwei ist unlesbar.',
};

interface ArrivedMail {
  readonly kind: string;
  /** What was written, before any mail program or server had it. */
  readonly subject: string;
  readonly text: string;
  /** As the mail server received it. */
  readonly raw: string;
}

const missing = terminalMissing();
if (missing) process.stderr.write(`SKIPPED: the mails in a terminal, because ${missing}\n`);

(missing ? describe.skip : describe).each(['de', 'en'] as const)('in a terminal, in %s,', (language) => {
  let api: TestApi;
  let server: TestSmtpServer;
  let mailer: Mailer;
  let terminal: MailTerminal;
  const arrived = new Map<string, ArrivedMail>();
  const screens = new Map<string, readonly string[]>();

  beforeAll(async () => {
    api = await startTestApi({ publicUrl: ORIGIN });
    server = await startTestSmtpServer({
      rejectRecipient: { 'weg@example.org': { code: 550, message: '5.1.1 no such user' } },
    });
    const from = { name: 'Umschlag', address: 'umschlag@example.org' };
    const { port, certificate: ca } = server;
    mailer = createMailer({ host: '127.0.0.1', port, ca, from, policy: 'verify' });
    terminal = await openMailTerminal();
    await sendEachMail();
    for (const mail of arrived.values()) screens.set(mail.kind, await terminal.read(mail.raw));
  });
  afterAll(async () => {
    await terminal?.close();
    mailer?.close();
    await server?.close();
    await api?.close();
  });

  /** All that happens with upload links and tells somebody of it, over the real server and the real mailer. */
  async function sendEachMail(): Promise<void> {
    const organisationId = await createOrganisation(api.deps, 'Landratsamt Müßiggrün an der Öl');
    const owner = await api.createCaseworker({ organisationId, displayName: 'Jürgen Größmann' });
    await api.deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ language }).where('id', '=', owner.accountId).execute(),
    );
    const { title, reference, instructions, explanation } = CONTENT;
    const documents = [{ ...DOCUMENT, name: CONTENT.document, explanation }];
    const wish = { title, reference, instructions, documents, language, level: 2 } as const;
    const entrance = await openEntrance(api, wish, owner);
    const other = await openEntrance(api, wish, owner);
    await mailUploadLink(api.deps, owner.accountId, entrance.id, 'anna@example.org');
    await mailUploadLink(api.deps, owner.accountId, other.id, 'weg@example.org');
    await deliverMails();
    api.clock.advanceMs(11 * DAY_MS);
    await remindCitizens(api.deps);
    const confirmed = await confirmation(api, entrance, 'anna@example.org');
    await deliverMails();
    const begun = await begin(api, entrance, { confirmation: confirmed });
    const requestedDocumentId = entrance.documentIds[0];
    const fileId = await addFile(api, begun, { path: [CONTENT.fileName], octets: pdfOf(1000), requestedDocumentId });
    await send(api, begun);
    await deliverMails();
    const { cookie } = await api.signInAs(owner);
    const [received] = await inbox(api, entrance, cookie);
    await api.request('GET', `/api/v1/links/${received!.linkToken}/files/${fileId}`, { cookie });
    const review = { submissionId: begun.id, fileId, state: 'rejected', reason: CONTENT.reason } as const;
    await reviewDocument(api.deps, owner.accountId, entrance.id, review);
    await deliverMails();
  }

  /** Sends all mails that wait, and those that come of it. */
  async function deliverMails(): Promise<void> {
    const { deps } = api;
    for (;;) {
      const queued = await deps.database.db.selectFrom('mails').selectAll().where('state', '=', 'queued').execute();
      if (queued.length === 0) return;
      for (const { id, kind, subject_id } of queued) {
        const { subject, text } = (await kinds[kind as keyof MailKinds]!.compose(deps, deps.database.db, subject_id))!;
        const before = server.received.length;
        await sendMail(deps, mailer, kinds, { mailId: id });
        const raw = server.received[before]?.raw;
        if (raw !== undefined) arrived.set(kind, { kind, subject, text, raw });
      }
    }
  }

  const bodyOf = (kind: string) => {
    const lines = screens.get(kind)!;
    // Under the help line, the headers and an empty line; above the pager's own last two.
    const from = lines.indexOf('') + 1;
    const end = lines.findLastIndex((line) => line.endsWith('-- (all)'));
    return lines.slice(from, end).join('\n').trimEnd();
  };
  const headOf = (kind: string) => {
    const lines = screens.get(kind)!;
    return lines.slice(0, lines.indexOf('')).join(' ').replaceAll(/ +/g, ' ');
  };

  test('there is each mail that concerns upload links', () => {
    expect([...arrived.keys()].sort()).toEqual(KINDS);
  });

  test.each(KINDS)('%s is shown line for line as it was written, with its umlauts', (kind) => {
    expect(bodyOf(kind)).toBe(arrived.get(kind)!.text.trimEnd());
    expect(headOf(kind)).toContain(`Subject: ${arrived.get(kind)!.subject}`);
  });

  test.each(KINDS)('%s has one link, whole and alone in its line, and it leads to us', (kind) => {
    const [link, ...others] = arrived.get(kind)!.text.match(/\S*https?:\S*/g)!;
    expect(others).toEqual([]);
    expect(new URL(link!).origin).toBe(ORIGIN);
    expect(screens.get(kind)!.filter((line) => line.includes('://'))).toEqual([link]);
  });

  test.each(KINDS)('%s is text alone, and holds nothing of what was asked for or sent', (kind) => {
    const { raw } = arrived.get(kind)!;
    expect(raw).toMatch(/^Content-Type: text\/plain; charset=utf-8; format=fixed\r$/im);
    const screen = screens.get(kind)!.join('\n');
    // NeoMutt's own remarks about parts, and what HTML or an encoding would leave behind.
    expect(screen).not.toMatch(/\[-- |<\/?[a-z]+>|&[a-z]+;|=[0-9A-F]{2}\b|Ã|\uFFFD/);
    const unfolded = screen.replaceAll(/\s+/g, ' ');
    for (const content of Object.values(CONTENT)) expect(unfolded).not.toContain(content);
  });

  test('the language is that of whom it is for, and German has its umlauts', () => {
    const words = { de: 'können Sie', en: 'you can' };
    expect(bodyOf('upload-link-notice').replaceAll('\n', ' ')).toContain(words[language]);
    expect(bodyOf('upload-link-notice')).toContain('Jürgen Größmann (Landratsamt Müßiggrün an der Öl)');
    const codes = bodyOf('submission-code').match(/^\d{4} \d{4}$/gm);
    expect(codes).toHaveLength(1);
  });
});
