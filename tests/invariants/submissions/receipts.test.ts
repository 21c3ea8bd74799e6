import { execFileSync } from 'node:child_process';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { endExpiredDeliveries } from '@umschlag/core';
import { DAY_MS } from '@umschlag/std';
import { type Begun, openEntrance, submit } from './entrance.ts';
import { pdfOf } from './pdf.ts';

let api: TestApi;
let folder: string;
beforeAll(async () => {
  api = await startTestApi();
  folder = mkdtempSync(join(tmpdir(), 'umschlag-receipts-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await api.close();
});

const octets = pdfOf(50_000, 11);
const sha256 = createHash('sha256').update(octets).digest('hex');

const fetchAs = (submission: Begun, as: 'pdf' | 'jws') =>
  api.call('GET /api/v1/submissions/:token/receipt', { params: { token: submission.token }, query: { as } });
const jwsOf = async (submission: Begun) => new TextDecoder().decode((await fetchAs(submission, 'jws')).octets);
const check = async (body: object) => (await api.call('POST /api/v1/receipts/check', { body: body as never })).body;
const partsOf = (jws: string) => {
  const [head = '', body = '', signature = ''] = jws.split('.');
  const json = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return {
    head: json(head),
    body: json(body),
    signed: `${head}.${body}`,
    signature: Buffer.from(signature, 'base64url'),
  };
};

async function keyOf(kid: string) {
  const { body } = await api.call('GET /api/v1/receipt-keys');
  const jwk = body.keys.find((key) => key.kid === kid);
  if (!jwk) throw new Error('The key of the receipt is not published.');
  return createPublicKey({ key: { ...jwk }, format: 'jwk' });
}

describe('a receipt', () => {
  test('says what arrived, where and when, and is signed by a published key, as openssl finds too', async () => {
    const entrance = await openEntrance(api);
    const jws = await jwsOf(await submit(api, entrance, octets));
    const { head, body, signed, signature } = partsOf(jws);
    expect(head).toEqual({ alg: 'EdDSA', kid: expect.any(String), typ: 'umschlag-receipt+jws' });
    expect(body).toEqual({
      version: 1,
      platform: api.url,
      number: expect.stringMatching(/^UM(-[0-9A-HJKMNP-TV-Z]{4}){4}$/),
      organisation: 'Landratsamt Musterkreis',
      reference: '31-4711/26',
      receivedAt: api.clock.now().toISOString(),
      level: 1,
      files: [{ path: ['Bescheid.pdf'], sizeBytes: octets.length, sha256 }],
    });
    const key = await keyOf(head.kid);
    expect(verify(null, Buffer.from(signed), key, signature)).toBe(true);
    const at = (name: string, content: string | Buffer) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const pem = at('key.pem', key.export({ type: 'spki', format: 'pem' }));
    const options = ['-verify', '-pubin', '-inkey', pem, '-rawin', '-sigfile', at('signature', signature)];
    const said = execFileSync('openssl', ['pkeyutl', ...options, '-in', at('signed', signed)], { encoding: 'utf8' });
    expect(said).toContain('Signature Verified Successfully');
  });

  test('as PDF has all of it in words, and what was signed attached as it is; twice it is the same file', async () => {
    const submission = await submit(api, await openEntrance(api), octets);
    const answer = await fetchAs(submission, 'pdf');
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(answer.octets).equals((await fetchAs(submission, 'pdf')).octets)).toBe(true);
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
    const document = await getDocument({ data: Uint8Array.from(answer.octets), verbosity: 0 }).promise;
    const attached = await document.getAttachments();
    const jws = await jwsOf(submission);
    expect([...(attached?.keys() ?? [])].sort()).toEqual(['receipt-key.jwk.json', 'receipt.jws']);
    // Found without a reader of PDFs as well, as nothing of it is compressed.
    expect(Buffer.from(answer.octets).toString('latin1')).toContain(jws);
    const pages = Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1));
    const texts = await Promise.all(pages.map(async (page) => (await (await page).getTextContent()).items));
    const text = texts
      .flat()
      .map((item) => ('str' in item ? item.str : ''))
      .join(' ');
    const { body } = partsOf(jws);
    for (const said of [body.number, '31-4711/26', 'Landratsamt Musterkreis', 'Bescheid.pdf', '2. November 2026']) {
      expect(text).toContain(said);
    }
    expect(text.replaceAll(' ', '')).toContain(sha256);
    // Screen readers find headings and paragraphs.
    expect([...((await document.getMarkInfo()) as unknown as Map<string, boolean>)]).toContainEqual(['Marked', true]);
  });

  test('is found genuine by its number or its text, and so is a file that is in it; anything else is not', async () => {
    const jws = await jwsOf(await submit(api, await openEntrance(api), octets));
    const { number } = partsOf(jws).body;
    const issuedAt = api.clock.now().toISOString();
    const genuine = { isGenuine: true, issuedAt, hasFile: null };
    expect(await check({ number })).toEqual(genuine);
    expect(await check({ number: number.toLowerCase().replaceAll('-', ' ') })).toEqual(genuine);
    expect(await check({ jws })).toEqual(genuine);
    expect(await check({ number, sha256 })).toEqual({ ...genuine, hasFile: true });
    expect(await check({ jws, sha256: '0'.repeat(64) })).toEqual({ ...genuine, hasFile: false });
    const nothing = { isGenuine: false, issuedAt: null, hasFile: null };
    expect(await check({ number: 'UM-0000-0000-0000-0000', sha256 })).toEqual(nothing);
    expect(await check({ number: 'hello' })).toEqual(nothing);
  });

  test.each([
    ['another size', (body: string) => body.replace(/"sizeBytes":\d+/, '"sizeBytes":1')],
    ['another time', (body: string) => body.replace(/"receivedAt":"2026/, '"receivedAt":"2025')],
    ['another organisation', (body: string) => body.replace('Landratsamt', 'Stadt')],
  ])('with %s is refused', async (_, change) => {
    const jws = await jwsOf(await submit(api, await openEntrance(api), octets));
    const [head, body, signature] = jws.split('.') as [string, string, string];
    const changed = change(Buffer.from(body, 'base64url').toString('utf8'));
    const forged = [head, Buffer.from(changed).toString('base64url'), signature].join('.');
    expect(forged).not.toBe(jws);
    expect((await check({ jws: forged })).isGenuine).toBe(false);
    expect(
      (await check({ jws: [head, body, signature.replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))].join('.') })).isGenuine,
    ).toBe(false);
  });

  test('made by anybody else, with a key of their own or with none, is refused', async () => {
    const { generateKeyPairSync, sign } = await import('node:crypto');
    const jws = await jwsOf(await submit(api, await openEntrance(api), octets));
    const { head } = partsOf(jws);
    const [, body] = jws.split('.') as [string, string];
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const own = generateKeyPairSync('ed25519').privateKey;
    const signedBy = (header: object) => {
      const signed = `${encode(header)}.${body}`;
      return `${signed}.${sign(null, Buffer.from(signed), own).toString('base64url')}`;
    };
    for (const forged of [
      signedBy(head),
      signedBy({ ...head, kid: 'other' }),
      `${encode({ alg: 'none' })}.${body}.`,
      'a.b.c',
      'x',
    ]) {
      expect((await check({ jws: forged })).isGenuine).toBe(false);
    }
  });

  test('outlives its submission for whoever checks it, and keeps nothing in clear', async () => {
    const submission = await submit(api, await openEntrance(api), octets);
    const jws = await jwsOf(submission);
    const { number } = partsOf(jws).body;
    const before = api.clock.now();
    api.clock.advanceMs(60 * DAY_MS);
    try {
      await endExpiredDeliveries(api.deps);
      expect((await fetchAs(submission, 'pdf')).status).toBe(404);
      expect((await check({ jws, sha256 })).hasFile).toBe(true);
      expect((await check({ number })).isGenuine).toBe(true);
    } finally {
      api.clock.set(before);
    }
    const rows = await api.deps.database.db.selectFrom('receipts').selectAll().execute();
    const kept = rows
      .flatMap((row) => Object.values(row))
      .flat()
      .map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value)))
      .join('\n');
    expect(rows.length).toBeGreaterThan(0);
    for (const secret of [number, '4711', 'Landratsamt', 'Bescheid', jws.split('.')[1]!]) {
      expect(kept).not.toContain(secret);
    }
  });
});

describe('the page on which receipts are checked', () => {
  const ask = async (fields: Readonly<Record<string, string>>, file?: Uint8Array<ArrayBuffer>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    form.append('receipt', new Blob(file ? [file] : []), file ? 'receipt.pdf' : '');
    const answer = await api.request('POST', '/receipt', { body: form, headers: { 'accept-language': 'de' } });
    return { status: answer.status, page: new TextDecoder().decode(answer.octets) };
  };

  test('takes the PDF as it was issued and refuses a changed one, and says nothing of what is in it', async () => {
    const submission = await submit(api, await openEntrance(api), octets);
    const pdf = Uint8Array.from((await fetchAs(submission, 'pdf')).octets);
    const genuine = await ask({ sha256 }, pdf);
    expect(genuine.page).toContain('Diese Quittung ist echt.');
    expect(genuine.page).toContain('Eine Datei mit dieser Prüfsumme gehört dazu.');
    for (const content of ['Bescheid', '4711', 'Landratsamt', sha256]) expect(genuine.page).not.toContain(content);
    const changed = Buffer.from(pdf);
    const at = changed.indexOf(Buffer.from(await jwsOf(submission))) + 200;
    changed[at] = changed[at] === 0x41 ? 0x42 : 0x41;
    expect((await ask({}, Uint8Array.from(changed))).page).toContain('nicht von uns, oder sie wurde verändert');
    expect((await ask({}, Uint8Array.from(pdfOf(100)))).page).toContain('nicht von uns');
  });

  test('takes a number, and says that the printout was not checked', async () => {
    const submission = await submit(api, await openEntrance(api), octets);
    const { number } = partsOf(await jwsOf(submission)).body;
    const { page } = await ask({ number, sha256: 'f'.repeat(64) });
    expect(page).toContain('Diese Quittung ist echt.');
    expect(page).toContain('gehört nicht dazu');
    expect(page).toContain('Geprüft ist die Nummer, nicht der Ausdruck.');
  });

  test('says what is missing', async () => {
    expect(await ask({})).toMatchObject({ status: 422, page: expect.stringContaining('Wählen Sie die Quittung aus') });
    const wrong = await ask({ number: 'UM-0000-0000-0000-0000', sha256: 'abc' });
    expect(wrong).toMatchObject({ status: 422, page: expect.stringContaining('64 Zeichen') });
  });
});
