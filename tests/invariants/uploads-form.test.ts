import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { countNotices, deleteObjects } from '@umschlag/core';
import { hashToken, newId, newSecretToken } from '@umschlag/std';
import { newSender, octetsOf } from './transfer/delivery.ts';
import { rawRequest, until } from './transfer/raw-request.ts';

const run = promisify(execFile);
let api: TestApi;
let sender: TestSession;
beforeAll(async () => {
  api = await startTestApi();
  sender = await newSender(api);
});
afterAll(() => api.close());

const send = (form: FormData) => api.call('POST /api/v1/deliveries/form', { cookie: sender.cookie, body: form });
const addFile = (form: FormData, name: string, octets: Uint8Array<ArrayBuffer>, type = 'application/pdf') =>
  form.append('file', new File([octets], name, { type }));
const newForm = (fields: Record<string, string> = {}) => {
  const form = new FormData();
  for (const [name, value] of Object.entries({ to: 'a@example.org', level: '1', ...fields })) form.append(name, value);
  return form;
};
/** Everything that a form could have left behind. */
async function leftovers() {
  await deleteObjects(api.deps);
  const { db } = api.deps.database;
  const deliveries = await db.selectFrom('deliveries').select('id').where('state', '=', 'draft').execute();
  const known = await db.selectFrom('delivery_files').select('object_key').execute();
  const keys = new Set(known.map((row) => row.object_key));
  const objects = [];
  for await (const { key } of api.deps.store.list()) if (!keys.has(key)) objects.push(key);
  const multiparts = [];
  for await (const { key } of api.deps.store.listMultiparts()) multiparts.push(key);
  return { deliveries, objects, multiparts };
}
/** A form of 100 MiB up to where its file's octets begin. */
function beginForm({ cookie } = sender) {
  const boundary = 'x'.repeat(30);
  const asked = request(`${api.url}/api/v1/deliveries/form`, {
    method: 'POST',
    headers: {
      cookie,
      origin: api.url,
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': 100 * 1024 ** 2,
    },
  });
  asked.write(`--${boundary}\r\nContent-Disposition: form-data; name="to"\r\n\r\na@example.org\r\n--${boundary}\r\n`);
  asked.write('Content-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n');
  return asked;
}
const NOTHING = { deliveries: [], objects: [], multiparts: [] };

describe('a delivery sent with a form', () => {
  test('arrives whole: several recipients, umlauts and quotes in names, an empty and a large file', async () => {
    const form = newForm({ to: 'a@example.org, b@example.org', subject: 'Grüße', message: 'Anbei.', expiryDays: '7' });
    form.append('to', 'c@example.org');
    const files: [string, Uint8Array<ArrayBuffer>][] = [
      ['Größe "neu".pdf', octetsOf(1_000_000)],
      ['leer.txt', octetsOf(0)],
      ['groß.bin', octetsOf(40 * 1024 ** 2)],
      ['leer.txt', octetsOf(3)],
    ];
    for (const [name, octets] of files) addFile(form, name, octets);
    const { status, body } = await send(form);
    expect(status).toBe(201);
    expect(body.delivery).toMatchObject({
      state: 'active',
      level: 1,
      subject: 'Grüße',
      message: 'Anbei.',
      expiryDays: 7,
    });
    expect(body.links.map((one) => one.email)).toEqual(['a@example.org', 'b@example.org', 'c@example.org']);
    expect(body.delivery.files.map((file) => file.path)).toEqual([
      ['Größe "neu".pdf'],
      ['leer.txt'],
      ['groß.bin'],
      ['leer (2).txt'],
    ]);
    const token = new URL(body.links[1]!.link).pathname.split('/').at(-1);
    for (const [index, [, octets]] of files.entries()) {
      const url = `${api.url}/api/v1/links/${token}/files/${body.delivery.files[index]!.id}`;
      expect((await rawRequest(url)).octets.equals(octets)).toBe(true);
      if (octets.length === 0) continue;
      const tail = await rawRequest(url, { range: 'bytes=-2' });
      expect(tail.octets.equals(octets.subarray(-2))).toBe(true);
    }
    expect(await leftovers()).toEqual(NOTHING);
  });

  test('curl -F sends it with an API token', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'umschlag-form-'));
    await writeFile(join(folder, 'Übersicht "a".txt'), 'Hallo');
    const token = `umt_${newSecretToken()}`;
    const row = { id: newId(), token_hash: hashToken(token), account_id: sender.accountId, name: 'curl' };
    const now = api.clock.now();
    await api.deps.database.transaction((tx) =>
      tx
        .insertInto('api_tokens')
        .values({ ...row, created_at: now, expires_at: new Date(now.getTime() + 60_000) })
        .execute(),
    );
    const file = `file=@"${join(folder, 'Übersicht "a".txt').replaceAll('"', '\\"')}"`;
    const url = `${api.url}/api/v1/deliveries/form`;
    const options = ['-sS', '-H', `Authorization: Bearer ${token}`, '-F', 'to=a@example.org', '-F', file, url];
    const { stdout } = await run('curl', options);
    await rm(folder, { recursive: true });
    expect(JSON.parse(stdout)).toMatchObject({ delivery: { files: [{ path: ['Übersicht "a".txt'], sizeBytes: 5 }] } });
  });

  test.each([
    ['form_field_order', (form: FormData) => form.append('subject', 'late')],
    ['file_name_invalid', (form: FormData) => addFile(form, 'a\u202eb.txt', octetsOf(3))],
  ])('%s leaves nothing behind', async (code, spoil) => {
    const form = newForm();
    addFile(form, 'a.bin', octetsOf(20 * 1024 ** 2));
    spoil(form);
    addFile(form, 'b.bin', octetsOf(20 * 1024 ** 2));
    expect((await send(form)).code).toBe(code);
    expect(await leftovers()).toEqual(NOTHING);
  });

  test.each([
    ['recipient_invalid', { to: 'nobody' }],
    ['delivery_incomplete', { to: '' }],
    ['invalid_request', { level: '3' }],
    ['invalid_request', { language: 'fr' }],
    ['invalid_request', { unknown: 'x' }],
    ['expiry_out_of_policy', { expiryDays: '0' }],
  ] as [string, Record<string, string>][])('%s: %j leaves nothing behind', async (code, fields) => {
    const form = newForm(fields);
    addFile(form, 'a.bin', octetsOf(10));
    expect((await send(form)).code).toBe(code);
    expect(await leftovers()).toEqual(NOTHING);
  });

  test('a file larger than the organisation allows is refused while it comes, and leaves nothing', async () => {
    await api.deps.database.transaction((tx) =>
      tx
        .updateTable('organisations')
        .set({ max_file_bytes: 18 * 1024 ** 2 })
        .where('id', '=', sender.organisationId!)
        .execute(),
    );
    const form = newForm();
    addFile(form, 'a.bin', octetsOf(40 * 1024 ** 2));
    expect((await send(form)).code).toBe('file_too_large');
    expect(await leftovers()).toEqual(NOTHING);
    await api.deps.database.transaction((tx) =>
      tx.updateTable('organisations').set({ max_file_bytes: null }).where('id', '=', sender.organisationId!).execute(),
    );
  });

  test('more notices than the day has left are refused before a file is taken, and leave nothing', async () => {
    const busy = await newSender(api);
    const { deps } = api;
    await deps.database.transaction((tx) => countNotices(deps, tx, busy.accountId, deps.noticesPerDay));
    const asked = beginForm(busy);
    asked.on('error', () => {});
    asked.write(octetsOf(1024));
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(429);
    expect(await json(answer)).toMatchObject({ error: { code: 'too_many_notices', details: { left: 0 } } });
    asked.destroy();
    expect(await leftovers()).toEqual(NOTHING);
  });

  test('a connection that dies in the middle leaves nothing behind', async () => {
    const asked = beginForm();
    asked.on('error', () => {});
    asked.write(octetsOf(20 * 1024 ** 2));
    const multiparts = async () => (await leftovers()).multiparts.length;
    await until(async () => (await multiparts()) === 1);
    asked.destroy();
    await until(async () => JSON.stringify(await leftovers()) === JSON.stringify(NOTHING));
  });
});
