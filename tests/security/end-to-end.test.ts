import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi, type TestSession } from '@umschlag/api/testing';
import { deliveryLinkToken, deliveryMails, manifestMails, recallDelivery, releaseMails } from '@umschlag/core';
import { copyToOwnKey, newAccessCode, type PublicKey, releaseToRecipient } from '@umschlag/keyring';
import { createFileStore } from '@umschlag/storage';
import { octetsOf } from '../invariants/transfer/delivery.ts';
import {
  enrol,
  expectDone,
  expectedOf,
  type Letter,
  openLetter,
  type Person,
  type SentLetter,
  sendLetter,
} from './end-to-end/client.ts';
import { secretsIn } from './end-to-end/disguises.ts';
import { everyFile, everyRow } from './end-to-end/everything-kept.ts';
import { tapWire } from './end-to-end/wire-tap.ts';

const PASSPHRASE = 'Leuchtturm Waffel Gezeiten Blumentopf';
const SUBJECT = 'Bescheid über die Anerkennung 4711';
const MESSAGE = 'Sehr geehrte Frau Beispiel, anbei Ihr Gutachten.';
const FOLDER = 'Gutachten Dr. Sommerfeld';
const NAME = 'Krankengeschichte Müller.pdf';
const PLAINTEXT = Buffer.from('Diagnose: F32.1, mittelgradige Episode. '.repeat(9000));

let root: string;
let api: TestApi;
let received: () => Buffer[];
let sender: Person;
let erika: Person;
/** Has an access code first, and a key later. */
let max: TestSession;
/** Waits for a release. */
let moritz: TestSession;
let sent: SentLetter;
const code = newAccessCode();
const secrets = new Map<string, Uint8Array>();

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'umschlag-end-to-end-'));
  api = await startTestApi({ store: await createFileStore({ root }) });
  received = tapWire(api.app.server);
  sender = await enrol(api, await api.signInAs(await api.createCaseworker()), PASSPHRASE);
  erika = await enrol(api, await api.signInAs(await api.createCitizen()), PASSPHRASE);
  max = await api.signInAs(await api.createCitizen());
  moritz = await api.signInAs(await api.createCitizen());
  sent = await sendLetter(api, sender, letter);
  noteSecrets();
});
afterAll(async () => {
  await api.close();
  await rm(root, { recursive: true, force: true });
});

const letter: Letter = {
  level: 4,
  subject: SUBJECT,
  message: MESSAGE,
  files: [
    { path: [FOLDER, NAME], octets: new Uint8Array(PLAINTEXT) },
    { path: ['Zweites.pdf'], octets: octetsOf(400) },
  ],
  get keys(): PublicKey[] {
    return [erika.key.public];
  },
  get codes() {
    return [{ address: max.email, code }];
  },
  get pending() {
    return [moritz.email];
  },
};

function noteSecrets(): void {
  const texts = { PASSPHRASE, SUBJECT, MESSAGE, FOLDER, NAME, code, bareCode: code.replaceAll('-', '') };
  for (const [name, text] of Object.entries(texts)) secrets.set(name, Buffer.from(text));
  secrets.set('plaintext', PLAINTEXT.subarray(0, 40));
  secrets.set('second plaintext', octetsOf(400).subarray(0, 40));
  for (const { id, sessionKey } of sent.manifest.files) secrets.set(id, Buffer.from(sessionKey, 'base64url'));
  for (const { key } of [sender, erika]) {
    for (const [index, packet] of [
      key.openpgp.keyPacket,
      ...key.openpgp.subkeys.map((one) => one.keyPacket),
    ].entries()) {
      const { privateParams } = packet as unknown as { privateParams: { seed?: Uint8Array; d?: Uint8Array } };
      secrets.set(`secret key ${key.public.fingerprint} ${index}`, (privateParams.seed ?? privateParams.d)!);
    }
  }
}

const tokenOf = (email: string) => deliveryLinkToken(api.deps.keys, sent.recipientIds.get(email)!);
const open = (person: TestSession, opener: Parameters<typeof openLetter>[3]) =>
  openLetter(api, person, tokenOf(person.email), opener, sender.key.public);

async function everyMail(): Promise<string> {
  const { db } = api.deps.database;
  const kinds = { ...deliveryMails, ...releaseMails, ...manifestMails };
  const mails = await db.selectFrom('mails').select(['kind', 'subject_id']).execute();
  const texts = mails.map(async ({ kind, subject_id }) => {
    const mail = await kinds[kind as keyof typeof kinds]?.compose(api.deps, db, subject_id);
    return `${mail?.subject}\n${mail?.text}`;
  });
  return (await Promise.all(texts)).join('\n');
}

describe('a delivery of level 4', () => {
  test('is opened by its recipient: names, texts and octets are those that were sent', async () => {
    const { manifest, plaintexts, delivery } = await open(erika.session, { secretKey: erika.key });
    expect(manifest).toEqual(sent.manifest);
    expect(manifest).toMatchObject({ subject: SUBJECT, message: MESSAGE });
    expect(plaintexts[0]!.equals(PLAINTEXT)).toBe(true);
    expect(plaintexts[1]!.equals(octetsOf(400))).toBe(true);
    expect(delivery).toMatchObject({ subject: null, message: null, reader: 'key' });
  });

  test('is opened by access code, and from then on by the recipient’s own key alone', async () => {
    const { sealed, delivery } = await open(max, { accessCode: code });
    const { key } = await enrol(api, max, PASSPHRASE);
    const expected = expectedOf(delivery, max.email, sender.key.public);
    const body = await copyToOwnKey(sealed, { accessCode: code, expected, ownKey: key.public });
    const query = { fingerprint: key.public.fingerprint };
    const params = { token: tokenOf(max.email) };
    await expectDone(api.call('PUT /api/v1/links/:token/manifest', { params, query, cookie: max.cookie, body }));
    expect((await open(max, { secretKey: key })).manifest).toEqual(sent.manifest);
    await expect(open(max, { accessCode: code })).rejects.toMatchObject({ code: 'wrong_code' });
    expect((await everyRow(api)).includes(Buffer.from(sealed))).toBe(false);
  });

  test('is released to who had no key: the sender is told, and their browser adds the key', async () => {
    const { cookie } = sender.session;
    const params = { id: sent.id };
    await expect(open(moritz, { accessCode: code })).rejects.toThrow('409 manifest_pending');
    const { key } = await enrol(api, moritz, PASSPHRASE);
    const { releases } = (await api.call('GET /api/v1/deliveries/pending-releases', { cookie })).body;
    const recipientId = sent.recipientIds.get(moritz.email)!;
    expect(releases).toMatchObject([{ deliveryId: sent.id, recipientId, fingerprint: key.public.fingerprint }]);
    const own = await expectDone(api.call('GET /api/v1/deliveries/:id/manifests/self', { params, cookie }));
    const { files } = (await api.call('GET /api/v1/deliveries/:id', { params, cookie })).body.delivery;
    const released = await releaseToRecipient(own.octets, {
      senderKey: sender.key,
      recipientKey: key.public,
      expected: {
        deliveryId: sent.id,
        level: 4,
        senderAddress: sender.session.email,
        senderKey: sender.key.public,
        myAddress: sender.session.email,
        objects: files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
      },
    });
    const query = { reader: 'key', fingerprint: key.public.fingerprint } as const;
    await expectDone(
      api.call('PUT /api/v1/deliveries/:id/manifests/:recipientId', {
        params: { ...params, recipientId },
        query,
        cookie,
        body: released.forRecipient,
      }),
    );
    expect((await open(moritz, { secretKey: key })).manifest.files).toEqual(sent.manifest.files);
  });

  test('the server never receives what opens it, nor what is in it', async () => {
    const wire = Buffer.concat(received());
    // That the tap hears and the search finds: what the server may know stands there, in whatever writing.
    const known = new Map<string, Uint8Array>([
      ['fingerprint', Buffer.from(erika.key.public.fingerprint)],
      ['address', Buffer.from(erika.session.email)],
      ['public key', Buffer.from(erika.key.public.openpgp.write())],
    ]);
    expect(secretsIn(wire, known)).toEqual([...known.keys()]);
    expect(wire.length).toBeGreaterThan(PLAINTEXT.length);
    expect(secrets.size).toBeGreaterThan(14);
    expect(secretsIn(wire, secrets)).toEqual([]);
  });

  test('none of it stands in the database, the storage, the log or a mail', async () => {
    const piles = {
      database: await everyRow(api),
      storage: await everyFile(root),
      log: Buffer.from(api.log.join('\n')),
      mails: Buffer.from(await everyMail()),
    };
    const hints = {
      database: erika.session.email,
      storage: sent.manifest.files[0]!.id,
      log: 'manifests',
      mails: '/d/',
    };
    for (const [name, pile] of Object.entries(piles)) {
      expect([name, pile.includes(hints[name as keyof typeof hints])]).toEqual([name, true]);
      expect([name, secretsIn(pile, secrets)]).toEqual([name, []]);
    }
  });

  test('looking at it changes nothing, for the sender and for the recipient', async () => {
    const before = await everyRow(api);
    const [own, link] = [{ id: sent.id }, { token: tokenOf(erika.session.email) }];
    for (const method of ['GET', 'HEAD']) {
      for (const { cookie } of [sender.session, erika.session]) {
        await api.call('GET /api/v1/deliveries/pending-releases', { method, cookie });
        await api.call('GET /api/v1/deliveries/:id/manifests/self', { method, cookie, params: own });
        await api.call('GET /api/v1/links/:token', { method, cookie, params: link });
        await api.call('GET /api/v1/links/:token/manifest', { method, cookie, params: link });
        const file = { ...own, fileId: sent.manifest.files[1]!.id };
        await api.call('GET /api/v1/deliveries/:id/files/:fileId/sealed', { method, cookie, params: file });
      }
    }
    expect((await everyRow(api)).equals(before)).toBe(true);
  });

  test('a refused opening reaches the sender with its reason', async () => {
    const params = { token: tokenOf(erika.session.email) };
    const { cookie } = erika.session;
    const body = { reason: 'wrong_files' } as const;
    await expectDone(api.call('POST /api/v1/links/:token/refusals', { params, cookie, body }));
    const { recipients } = (
      await api.call('GET /api/v1/deliveries/:id', { params: { id: sent.id }, cookie: sender.session.cookie })
    ).body.delivery;
    expect(recipients.find(({ email }) => email === erika.session.email)).toMatchObject({
      reader: 'key',
      readerFingerprint: erika.key.public.fingerprint,
      refusalReason: 'wrong_files',
    });
    const other = { reason: 'Befund' } as never;
    const refused = await api.call('POST /api/v1/links/:token/refusals', { params, cookie, body: other });
    expect(refused.code).toBe('invalid_request');
  });

  test('after a recall nobody is given anything of it, and no manifest is left', async () => {
    await recallDelivery(api.deps, sender.session.accountId, sent.id);
    const params = { token: tokenOf(erika.session.email) };
    const answer = await api.call('GET /api/v1/links/:token/manifest', { params, cookie: erika.session.cookie });
    expect(answer.code).toBe('not_found');
    expect(await api.deps.database.db.selectFrom('manifests').select('revision').execute()).toEqual([]);
  });
});

describe('a delivery of level 3', () => {
  test('keeps files and names from the server, while subject and message go through it', async () => {
    const third = await sendLetter(api, sender, {
      ...letter,
      level: 3,
      codes: [],
      pending: [],
      keys: [erika.key.public],
    });
    const token = deliveryLinkToken(api.deps.keys, third.recipientIds.get(erika.session.email)!);
    const opened = await openLetter(api, erika.session, token, { secretKey: erika.key }, sender.key.public);
    expect(opened.delivery).toMatchObject({ subject: SUBJECT, message: MESSAGE });
    expect(opened.manifest).not.toHaveProperty('subject');
    expect(opened.plaintexts[0]!.equals(PLAINTEXT)).toBe(true);
    const wire = Buffer.concat(received());
    expect(secretsIn(wire, secrets).sort()).toEqual(['MESSAGE', 'SUBJECT']);
    for (const pile of [await everyRow(api), await everyFile(root), Buffer.from(api.log.join('\n'))]) {
      expect(secretsIn(pile, secrets)).toEqual([]);
    }
  });
});
