import { afterEach, describe, expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { createMailer, type Mailer, type MailerOptions } from './mailer.ts';
import { renderMail } from './templates/render-mail.ts';
import { type SmtpFaults, startScriptedServer, startTestSmtpServer } from './testing/index.ts';

const link = 'https://umschlag.example.org/d/AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_abc';
const mail = renderMail(
  'delivery-notice',
  {
    sender: { displayName: 'Jürgen Groß', organisation: 'Landratsamt Büren' },
    level: 1,
    expiresAt: new Date('2027-01-23T13:00:00Z'),
    link,
  },
  { language: 'de', platformName: 'Umschlag' },
);
const envelope = { to: 'Anna.Berg@example.org', messageId: '0b5c9e0e-mail' };

const toClose: { close(): unknown }[] = [];
afterEach(async () => {
  for (const open of toClose.splice(0).reverse()) await open.close();
});

async function serverWith(faults: SmtpFaults = {}) {
  const server = await startTestSmtpServer(faults);
  toClose.push(server);
  return server;
}

async function scripted(script: Record<string, string | undefined>) {
  const server = await startScriptedServer(script);
  toClose.push(server);
  return server;
}

function mailerTo(port: number, options: Partial<MailerOptions> = {}): Mailer {
  const mailer = createMailer({
    host: '127.0.0.1',
    port,
    from: { name: 'Größe & Söhne, Amt', address: 'umschlag@example.org' },
    policy: 'encrypt',
    timeoutsMs: { connect: 2000, greeting: 2000, idle: 2000, total: 5000 },
    ...options,
  });
  toClose.push(mailer);
  return mailer;
}

describe('a mail that gets through', () => {
  test('is delivered over TLS, to the one recipient, with all that it needs', async () => {
    const server = await serverWith();
    const outcome = await mailerTo(server.port).send(mail, envelope);
    expect(outcome).toEqual({ state: 'sent', response: expect.stringContaining('250') });
    const [received] = server.received;
    expect(received).toMatchObject({ to: ['Anna.Berg@example.org'], from: 'umschlag@example.org' });
    expect(received?.protocol).toMatch(/^TLSv1\.[23]$/);
    const parsed = await simpleParser(received?.raw ?? '');
    expect(parsed.text).toBe(mail.text);
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.from?.value).toEqual([{ name: 'Größe & Söhne, Amt', address: 'umschlag@example.org' }]);
    expect(parsed.to).toMatchObject({ value: [{ name: '', address: 'Anna.Berg@example.org' }] });
    expect(parsed.messageId).toBe('<0b5c9e0e-mail@example.org>');
    expect(parsed.html).toBe(false);
    expect(parsed.attachments).toEqual([]);
  });

  test('says in its header that a machine wrote it, and that its lines are not to be joined', async () => {
    const server = await serverWith();
    await mailerTo(server.port).send(mail, envelope);
    const head = server.received[0]?.raw.split('\r\n\r\n')[0]?.replaceAll(/\r\n\s+/g, ' ');
    expect(head).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(head).toMatch(/^Content-Type: text\/plain; charset=utf-8; format=fixed$/m);
    expect(head).toMatch(/^Content-Transfer-Encoding: quoted-printable$/m);
    expect(head).toMatch(/^Content-Language: de$/m);
    expect(head).not.toMatch(/^X-Mailer/im);
    expect(head).toMatch(/^[\t\x20-\x7e\r\n]*$/);
  });

  test('has a link of 72 characters whole even in the source, and a longer one whole once decoded', async () => {
    const server = await serverWith();
    expect(link).toHaveLength(72);
    const long = `https://umschlag.a-very-long-name-of-an-authority.example.org/d/${'x='.repeat(60)}`;
    const mailer = mailerTo(server.port);
    await mailer.send(mail, envelope);
    await mailer.send({ ...mail, text: mail.text.replace(link, long) }, envelope);
    expect(server.received[0]?.raw.split('\r\n')).toContain(link);
    const decoded = decodeQuotedPrintable(server.received[1]?.raw.split('\r\n\r\n').slice(1).join('\r\n\r\n') ?? '');
    expect(decoded.split('\r\n')).toContain(long);
  });

  test('has the same Message-ID on each try', async () => {
    const server = await serverWith({ greylistOnce: true });
    const mailer = mailerTo(server.port);
    expect(await mailer.send(mail, envelope)).toEqual({ state: 'retry', reason: expect.stringMatching(/451 4\.7\.1/) });
    expect(await mailer.send(mail, envelope)).toMatchObject({ state: 'sent' });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]?.raw).toMatch(/^Message-ID: <0b5c9e0e-mail@example\.org>\r$/m);
  });

  test('goes over TLS from the first octet where that is agreed', async () => {
    const server = await serverWith({ implicitTls: true });
    const mailer = mailerTo(server.port, { implicitTls: true, policy: 'verify', ca: server.certificate });
    expect(await mailer.send(mail, envelope)).toMatchObject({ state: 'sent' });
  });

  test('is sent after a login that is demanded', async () => {
    const server = await serverWith({ login: { user: 'umschlag', password: 'geheim' } });
    const mailer = mailerTo(server.port, { user: 'umschlag', password: 'geheim' });
    expect(await mailer.verify()).toEqual({ state: 'ready' });
    expect(await mailer.send(mail, envelope)).toMatchObject({ state: 'sent' });
  });
});

describe('no TLS, no mail', () => {
  test('a server without STARTTLS gets not an octet of the mail', async () => {
    const server = await serverWith({ noStartTls: true });
    const outcome = await mailerTo(server.port).send(mail, envelope);
    expect(outcome).toMatchObject({ state: 'no_tls', permanent: true });
    expect(server.dataBegun()).toBe(0);
  });

  test('a middle man that hides STARTTLS achieves nothing', async () => {
    const server = await serverWith({ stripStartTls: true });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject({ state: 'sent' });
    expect(server.received[0]?.protocol).toMatch(/^TLSv1/);
  });

  const greeting = { CONNECT: '220 mail.test ESMTP', EHLO: '250-mail.test\r\n250 STARTTLS', QUIT: '221 bye' };
  test.each([
    ['STARTTLS answered 454', { STARTTLS: '454 4.7.0 TLS not available' }, { state: 'no_tls', permanent: false }],
    ['STARTTLS answered 502', { STARTTLS: '502 5.5.1 unknown command' }, { state: 'no_tls', permanent: true }],
    [
      'clear text where TLS was promised',
      { STARTTLS: '220 go', '*': '250 ok' },
      { state: 'broken_tls', permanent: false },
    ],
    ['clear text slipped in behind the promise', { STARTTLS: '220 go\r\n250 ok', '*': 'end' }, { state: 'retry' }],
    ['hanging up instead of TLS', { STARTTLS: 'end' }, { state: 'retry' }],
    ['hanging up in the handshake', { STARTTLS: '220 go', '*': 'end' }, { state: 'retry' }],
    ['EHLO refused', { EHLO: '502 5.5.1 what?' }, { state: 'broken_tls', permanent: true }],
  ])('%s: no word of the mail is heard in clear', async (_, script, expected) => {
    const server = await scripted({ ...greeting, ...script });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject(expected);
    expect(server.heard.filter((line) => /MAIL|RCPT|DATA|Anna|HELO /i.test(line.replace(/^EHLO .*/, '')))).toEqual([]);
  });

  test('TLS 1.1 is not TLS', async () => {
    const server = await serverWith({ oldTlsOnly: true });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject({ state: 'broken_tls' });
    expect(server.dataBegun()).toBe(0);
  });
});

describe('the certificate', () => {
  test('self-signed is not trusted under verify, and nothing is sent', async () => {
    const server = await serverWith();
    const outcome = await mailerTo(server.port, { policy: 'verify' }).send(mail, envelope);
    expect(outcome).toMatchObject({ state: 'untrusted_certificate', permanent: false });
    expect(server.dataBegun()).toBe(0);
  });

  test('is trusted under verify when its authority is', async () => {
    const server = await serverWith();
    const mailer = mailerTo(server.port, { policy: 'verify', ca: server.certificate });
    expect(await mailer.verify()).toEqual({ state: 'ready' });
    expect(await mailer.send(mail, envelope)).toMatchObject({ state: 'sent' });
  });

  test('expired is not trusted even when its authority is', async () => {
    const server = await serverWith({ expiredCertificate: true });
    const mailer = mailerTo(server.port, { policy: 'verify', ca: server.certificate });
    expect(await mailer.send(mail, envelope)).toMatchObject({
      state: 'untrusted_certificate',
      reason: expect.stringContaining('EXPIRED'),
    });
    expect(await mailer.verify()).toMatchObject({ state: 'untrusted_certificate' });
  });

  test('of another host is not trusted', async () => {
    const server = await serverWith();
    // reaches 127.0.0.1, under a name that the certificate does not hold
    const mailer = mailerTo(server.port, { host: '127.1', policy: 'verify', ca: server.certificate });
    expect(await mailer.send(mail, envelope)).toMatchObject({ state: 'untrusted_certificate' });
    expect(server.dataBegun()).toBe(0);
  });

  test('of no authority at all is told at the start', () => {
    expect(() => mailerTo(1, { ca: 'not a certificate' })).toThrow(TypeError);
  });
});

describe('refusals and trouble', () => {
  test('an unknown mailbox is a bounce, and its reason does not repeat the address', async () => {
    const message = '5.1.1 <Anna.Berg@example.org>: user anna.berg unknown at 192.0.2.7';
    const server = await serverWith({ rejectRecipient: { [envelope.to]: { code: 550, message } } });
    const outcome = await mailerTo(server.port).send(mail, envelope);
    expect(outcome).toEqual({ state: 'rejected', reason: 'RCPT TO: 550 5.1.1 <…>: user … unknown at …' });
  });

  test('a mailbox that is busy is tried again', async () => {
    const server = await serverWith({ rejectRecipient: { [envelope.to]: { code: 451, message: '4.2.1 busy' } } });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject({ state: 'retry' });
  });

  test.each([
    [554, 'rejected'],
    [452, 'retry'],
  ])('a mail refused with %d after its data is %s', async (code, state) => {
    const server = await serverWith({ refuseData: { code, message: 'no' } });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject({ state });
  });

  test('a connection cut in the middle of the mail is tried again', async () => {
    const server = await serverWith({ cutInData: true });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject({ state: 'retry' });
    expect(server.received).toEqual([]);
  });

  test('a refused connection is tried again, and the reason names no address', async () => {
    const server = await startScriptedServer({});
    await server.close();
    const outcome = await mailerTo(server.port).send(mail, envelope);
    expect(outcome).toEqual({ state: 'retry', reason: 'ECONNREFUSED' });
  });

  test('a wrong password of ours is no bounce', async () => {
    const server = await serverWith({ login: { user: 'umschlag', password: 'geheim' } });
    const mailer = mailerTo(server.port, { user: 'umschlag', password: 'falsch' });
    const outcome = await mailer.send(mail, envelope);
    expect(outcome).toMatchObject({ state: 'retry', reason: expect.stringContaining('535') });
    expect(JSON.stringify(outcome)).not.toContain('falsch');
    expect(await mailer.verify()).toMatchObject({ state: 'retry' });
  });

  test('a login that was forgotten is no bounce', async () => {
    const server = await serverWith({ login: { user: 'umschlag', password: 'geheim' } });
    expect(await mailerTo(server.port).send(mail, envelope)).toMatchObject({
      state: 'retry',
      reason: expect.stringContaining('530'),
    });
  });

  test.each([
    ['never greets', {}],
    ['greets and is then silent', { CONNECT: '220 mail.test ESMTP' }],
    ['is silent after STARTTLS', { CONNECT: '220 mail.test ESMTP', EHLO: '250 STARTTLS' }],
  ])('a server that %s is given up within the time set', async (_, script) => {
    const server = await scripted(script);
    const timeoutsMs = { connect: 300, greeting: 300, idle: 300, total: 3000 };
    const begun = performance.now();
    expect(await mailerTo(server.port, { timeoutsMs }).send(mail, envelope)).toMatchObject({ state: 'retry' });
    expect(performance.now() - begun).toBeLessThan(2500);
  });

  test('the time for the whole mail holds, and closing gives up at once', async () => {
    const server = await scripted({ CONNECT: '220 mail.test ESMTP' });
    const limited = mailerTo(server.port, { timeoutsMs: { idle: 60_000, total: 200 } });
    expect(await limited.send(mail, envelope)).toEqual({ state: 'retry', reason: 'EABORT' });
    const closing = mailerTo(server.port, { timeoutsMs: { idle: 60_000, total: 60_000 } });
    const sending = closing.send(mail, envelope);
    closing.close();
    expect(await sending).toMatchObject({ state: 'retry' });
    await expect(closing.send(mail, envelope)).rejects.toThrow(TypeError);
  });

  test('a reason is at most 300 characters on one line', async () => {
    const message = `5.7.1 ${'spam '.repeat(150)}\n`;
    const server = await serverWith({ refuseData: { code: 550, message } });
    const outcome = await mailerTo(server.port).send(mail, envelope);
    expect(outcome).toMatchObject({ state: 'rejected', reason: expect.stringMatching(/^.{200,300}$/) });
  });
});

describe('injection', () => {
  test.each(['anna@example.org\r\nBcc: eve@example.net', 'a@example.org, b@example.org', 'Anna <a@example.org>'])(
    'the recipient %j is refused before a connection is made',
    async (to) => {
      await expect(mailerTo(1).send(mail, { ...envelope, to })).rejects.toThrow(TypeError);
    },
  );

  test.each(['a\r\nBcc: eve@example.net', 'a@b', 'a b', ''])('the Message-ID %j is refused', async (messageId) => {
    await expect(mailerTo(1).send(mail, { ...envelope, messageId })).rejects.toThrow(TypeError);
  });

  test('a subject with a line break in it adds no header', async () => {
    const server = await serverWith();
    await mailerTo(server.port).send({ ...mail, subject: 'Hello\r\nBcc: eve@example.net\r\n\r\nbody' }, envelope);
    const parsed = await simpleParser(server.received[0]?.raw ?? '');
    expect(parsed.bcc).toBeUndefined();
    expect(parsed.text).toBe(mail.text);
    expect(server.received[0]?.to).toEqual([envelope.to]);
  });

  test('a sender’s name with a line break in it adds no header', async () => {
    const server = await serverWith();
    const from = { name: 'Umschlag\r\nBcc: eve@example.net', address: 'umschlag@example.org' };
    await mailerTo(server.port, { from }).send(mail, envelope);
    expect(server.received[0]?.raw).not.toMatch(/^Bcc/im);
  });
});

function decodeQuotedPrintable(text: string): string {
  const octets = text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(octets, 'latin1').toString('utf8');
}
