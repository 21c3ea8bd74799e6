import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { createMailer } from '../mailer.ts';
import { renderMail } from '../templates/render-mail.ts';
import { type Catcher, type CatcherOptions, startCatcher } from './start-catcher.ts';

const link = 'https://umschlag.example.org/s/AbCdEf?a=1&b=2';
const mail = renderMail(
  'sign-in',
  { link, code: '12345678', validMinutes: 15 },
  { language: 'de', platformName: 'Umschlag' },
);

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

async function catcherWith(options: Partial<CatcherOptions> = {}): Promise<Catcher> {
  const catcher = await startCatcher({ smtpPort: 0, webPort: 0, ...options });
  undo.push(() => catcher.close());
  return catcher;
}

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'umschlag-catcher-test-'));
  undo.push(() => rm(path, { recursive: true }));
  return path;
}

async function send(catcher: Catcher, to = 'anna@example.org', subject = mail.subject) {
  const mailer = createMailer({
    host: '127.0.0.1',
    port: catcher.smtpPort,
    from: { name: 'Umschlag', address: 'umschlag@example.org' },
    policy: 'verify',
    ca: catcher.certificate,
  });
  expect(await mailer.send({ ...mail, subject }, { to, messageId: 'mail-1' })).toMatchObject({ state: 'sent' });
  mailer.close();
}

/** Without fetch: the Host header is to be chosen. */
function get(catcher: Catcher, path: string, host = `127.0.0.1:${catcher.webPort}`, method = 'GET') {
  return new Promise<{ status: number; body: string; policy: string }>((resolve, reject) => {
    request({ port: catcher.webPort, host: '127.0.0.1', path, method, headers: { host } }, async (response) => {
      let body = '';
      for await (const piece of response.setEncoding('utf8')) body += piece;
      resolve({ status: response.statusCode ?? 0, body, policy: String(response.headers['content-security-policy']) });
    })
      .on('error', reject)
      .end();
  });
}

describe('the catcher', () => {
  test('keeps a mail and tells it as JSON', async () => {
    const catcher = await catcherWith();
    await send(catcher);
    const mails = JSON.parse((await get(catcher, '/api/mails')).body);
    expect(mails).toEqual([
      {
        id: expect.any(String),
        to: ['anna@example.org'],
        from: 'umschlag@example.org',
        subject: 'Ihre Anmeldung bei Umschlag',
        text: mail.text,
        receivedAt: expect.stringMatching(/^\d{4}-.*Z$/),
        links: [link],
        messageId: '<mail-1@example.org>',
        tls: true,
        html: null,
      },
    ]);
    expect(JSON.parse((await get(catcher, `/api/mails/${mails[0].id}`)).body)).toEqual(mails[0]);
    expect(catcher.mails()).toEqual(mails);
  });

  test('tells the mails of one recipient, newest first', async () => {
    const catcher = await catcherWith();
    await send(catcher, 'anna@example.org', 'first');
    await send(catcher, 'bert@example.org', 'second');
    await send(catcher, 'anna@example.org', 'third');
    const mails = JSON.parse((await get(catcher, '/api/mails?to=Anna@example.org')).body);
    expect(mails.map((found: { subject: string }) => found.subject)).toEqual(['third', 'first']);
  });

  test('takes no mail in clear', async () => {
    const catcher = await catcherWith();
    const socket = connect(catcher.smtpPort, '127.0.0.1');
    const lines = ['EHLO client.test', 'MAIL FROM:<a@example.org>', 'QUIT'];
    let answers = '';
    for await (const piece of socket.setEncoding('utf8')) {
      answers += piece;
      if (/^\d{3} .*\r\n$/m.test(piece) && lines.length > 0) socket.write(`${lines.shift()}\r\n`);
    }
    expect(answers).toMatch(/^530 .*STARTTLS/m);
    expect(catcher.mails()).toEqual([]);
  });

  test('is the same after a restart, its certificate included', async () => {
    const dataDir = await folder();
    const first = await startCatcher({ smtpPort: 0, webPort: 0, dataDir });
    await send(first);
    const before = first.mails();
    await first.close();
    const second = await catcherWith({ dataDir });
    expect(second.mails()).toEqual(before);
    expect(second.certificate).toBe(first.certificate);
    await send(second);
    expect(second.mails()).toHaveLength(2);
  });

  test('lets the oldest mails go, from the disk too', async () => {
    const dataDir = await folder();
    const catcher = await catcherWith({ dataDir, maxMails: 2 });
    for (const subject of ['first', 'second', 'third']) await send(catcher, 'anna@example.org', subject);
    expect(catcher.mails().map(({ subject }) => subject)).toEqual(['third', 'second']);
    expect(await readdir(join(dataDir, 'mails'))).toHaveLength(4);
  });

  test('forgets all when told to', async () => {
    const dataDir = await folder();
    const catcher = await catcherWith({ dataDir });
    await send(catcher);
    expect((await get(catcher, '/api/mails', undefined, 'DELETE')).status).toBe(204);
    expect((await get(catcher, '/api/mails')).body).toBe('[]');
    expect(await readdir(join(dataDir, 'mails'))).toEqual([]);
  });

  test('a port that is taken is told', async () => {
    const catcher = await catcherWith();
    await expect(startCatcher({ smtpPort: catcher.smtpPort, webPort: 0 })).rejects.toThrow('EADDRINUSE');
    await expect(startCatcher({ smtpPort: 0, webPort: catcher.webPort })).rejects.toThrow('EADDRINUSE');
  });
});

describe('the catcher’s pages', () => {
  test('list the mails and show each with a link that can be followed, without any script', async () => {
    const catcher = await catcherWith();
    await send(catcher, 'anna@example.org', '<script>alert(1)</script>');
    const id = catcher.mails()[0]?.id;
    const list = await get(catcher, '/');
    expect(list.body).toContain(`href="/mails/${id}"`);
    expect(list.body).not.toContain('http-equiv="refresh"');
    const shown = await get(catcher, `/mails/${id}`);
    expect(shown.body).toContain('href="https://umschlag.example.org/s/AbCdEf?a=1&amp;b=2"');
    expect(shown.body).toContain('1234 5678');
    for (const { status, body, policy } of [list, shown]) {
      expect(status).toBe(200);
      expect(body).toContain('&lt;script&gt;');
      expect(body).not.toContain('<script');
      expect(policy).toMatch(/^default-src 'none'/);
    }
  });

  test('show the source as it came', async () => {
    const catcher = await catcherWith();
    await send(catcher);
    const source = await get(catcher, `/mails/${catcher.mails()[0]?.id}/source`);
    expect(source.body).toContain('Auto-Submitted: auto-generated\r\n');
  });

  test('show the HTML of a mail in a sandbox only', async () => {
    const catcher = await catcherWith();
    await createTransport({
      host: '127.0.0.1',
      port: catcher.smtpPort,
      tls: { ca: catcher.certificate },
    }).sendMail({ from: 'a@example.org', to: 'b@example.org', html: '<p onclick="x()">Hi</p><script>x()</script>' });
    const id = catcher.mails()[0]?.id;
    const shown = await get(catcher, `/mails/${id}`);
    expect(shown.body).toContain('<iframe sandbox ');
    expect(shown.body).not.toContain('onclick');
    const part = await get(catcher, `/mails/${id}/html`);
    expect(part.body).toContain('<p onclick');
    expect(part.policy).toMatch(/^sandbox; default-src 'none'/);
  });

  test('are for this machine only, whatever name leads to it', async () => {
    const catcher = await catcherWith();
    await send(catcher);
    for (const host of ['evil.example', `evil.example:${catcher.webPort}`, '127.0.0.1.evil.example']) {
      const refused = await get(catcher, '/api/mails', host);
      expect(refused.status).toBe(421);
      expect(refused.body).not.toContain('anna');
    }
    expect((await get(catcher, '/api/mails', `localhost:${catcher.webPort}`)).status).toBe(200);
  });

  test.each(['/mails/nothing', '/mails/..%2fcertificate', '/api/mails/nothing', '/else', '//', '/mails/x/html'])(
    '%s is not found',
    async (path) => {
      expect((await get(await catcherWith(), path)).status).toBe(404);
    },
  );
});
