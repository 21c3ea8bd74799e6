import { createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '@umschlag/api/testing';
import { closeUploadLink, endExpiredDeliveries } from '@umschlag/core';
import { enrolTestKey, testFingerprint, testMessage, testPublicKey } from '@umschlag/core/testing';
import { openManifest, readPublicKey, sealedObjectOf, verifiedPlaintext } from '@umschlag/keyring';
import { openRange } from '@umschlag/sealed/node';
import { DAY_MS } from '@umschlag/std';
import { begin, inbox, openEntrance } from './entrance.ts';
import { pdfOf } from './pdf.ts';
import {
  addSealed,
  beginSealed,
  openSealedEntrance,
  putManifest,
  type SealedEntrance,
  sealDraft,
  sendSealed,
  submitSealed,
} from './sealed-submission.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const octets = Uint8Array.from(pdfOf(40_000, 5));
const MARK = 'Befund Müller';
const rowsOf = (deliveryId: string) =>
  api.deps.database.db.selectFrom('manifests').selectAll().where('delivery_id', '=', deliveryId).execute();

/** Opens the newest submission as its owner's browser does. */
async function openNewest(entrance: SealedEntrance) {
  const [received] = await inbox(api, entrance, entrance.cookie);
  const { id, email, seal, linkToken: token, files } = received!;
  const call = { params: { token }, cookie: entrance.cookie };
  const manifest = await api.call('GET /api/v1/links/:token/manifest', call);
  const senderKey = await readPublicKey({ key: Buffer.from(seal!.publicKey, 'base64'), address: email! });
  const opened = await openManifest(manifest.octets!, {
    with: { secretKey: entrance.ownerKey },
    expected: {
      deliveryId: id,
      level: entrance.level,
      senderAddress: email!,
      myAddress: entrance.owner.email,
      senderKey,
      objects: opensAs(files, await sealedSizes(id)),
    },
  });
  const [file] = opened.manifest.files;
  const sealed = await api.call('GET /api/v1/links/:token/files/:fileId', {
    ...call,
    params: { token, fileId: file!.id },
  });
  const range = async function* (start: number, end: number) {
    yield sealed.octets!.subarray(start, end);
  };
  const pieces: Uint8Array[] = [];
  const plain = openRange(sealedObjectOf(file!), range, 0, file!.sizeBytes);
  for await (const piece of verifiedPlaintext(file!, plain)) pieces.push(Uint8Array.from(piece));
  return {
    received: received!,
    manifest: opened.manifest,
    plain: Buffer.concat(pieces),
    stored: Buffer.from(sealed.octets!),
  };
}

const opensAs = (files: readonly { id: string }[], sizes: ReadonlyMap<string, number>) =>
  files.map(({ id }) => ({ fileId: id, sizeBytes: sizes.get(id)! }));

async function sealedSizes(deliveryId: string) {
  const rows = await api.deps.database.db
    .selectFrom('delivery_files')
    .select(['id', 'sealed_size_bytes'])
    .where('delivery_id', '=', deliveryId)
    .execute();
  return new Map(rows.map((row) => [row.id, row.sealed_size_bytes]));
}

describe('a submission of level 3 or 4', () => {
  test.each([3, 4] as const)(
    'of level %s is opened by its owner’s key, whole, and tells the server neither name nor message',
    async (level) => {
      const entrance = await openSealedEntrance(api, level);
      const sent = await submitSealed(api, entrance, octets);
      const { received, manifest, plain } = await openNewest(entrance);
      expect(plain.equals(Buffer.from(octets))).toBe(true);
      expect(manifest.files[0]!.path).toEqual([`${MARK}.pdf`]);
      expect(manifest.message).toBe(level === 4 ? 'Streng vertraulich' : undefined);
      expect(received).toMatchObject({ email: sent.email, isConfirmed: true });
      expect(received.files).toMatchObject([
        { path: null, mediaType: null, requestedDocumentId: entrance.documentIds[0] },
      ]);
      const tables = ['deliveries', 'delivery_files', 'submissions', 'manifests', 'receipts', 'mails'] as const;
      for (const table of tables) {
        const rows = await api.deps.database.db.selectFrom(table).selectAll().execute();
        const written = rows.map((row) =>
          Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))),
        );
        expect(JSON.stringify(written)).not.toMatch(/Befund|Streng vertraulich/);
      }
    },
  );

  test('is the owner’s alone: nobody else gets the manifest, and not whoever submitted', async () => {
    const entrance = await openSealedEntrance(api);
    await submitSealed(api, entrance, octets);
    const [received] = await inbox(api, entrance, entrance.cookie);
    const ask = async (cookie?: string) =>
      (
        await api.call('GET /api/v1/links/:token/manifest', {
          params: { token: received!.linkToken },
          ...(cookie && { cookie }),
        })
      ).status;
    const { cookie } = await api.signInAs(await api.createCaseworker());
    expect([await ask(), await ask(cookie), await ask(entrance.cookie)]).toEqual([401, 404, 200]);
  });

  test('is not sent without a manifest, without its key, or with commitments for other files', async () => {
    const entrance = await openSealedEntrance(api);
    const draft = await beginSealed(api, entrance, octets);
    const made = await sealDraft(entrance, draft, entrance.ownerKey.public);
    expect(await sendSealed(api, draft, made.sealed)).toMatchObject({ status: 422, code: 'delivery_incomplete' });
    expect((await putManifest(api, draft, made)).status).toBe(204);
    expect(await sendSealed(api, draft, undefined)).toMatchObject({ status: 400, code: 'invalid_request' });
    const [commitment] = made.sealed.commitments;
    for (const commitments of [
      [],
      [{ ...commitment!, fileId: crypto.randomUUID() }],
      [commitment!, { ...commitment!, fileId: crypto.randomUUID() }],
    ]) {
      expect(await sendSealed(api, draft, { ...made.sealed, commitments })).toMatchObject({
        status: 400,
        code: 'invalid_request',
      });
    }
    const key = { ...made.sealed.key, publicKey: Buffer.from('-----BEGIN').toString('base64') };
    expect(await sendSealed(api, draft, { ...made.sealed, key })).toMatchObject({ code: 'key_invalid' });
    expect(await inbox(api, entrance, entrance.cookie)).toEqual([]);
    expect((await sendSealed(api, draft, made.sealed)).status).toBe(200);
  });

  test('sealed to a key that the owner has renewed since is refused, and taken once it is sealed anew', async () => {
    const entrance = await openSealedEntrance(api);
    const draft = await beginSealed(api, entrance, octets);
    const made = await sealDraft(entrance, draft, entrance.ownerKey.public);
    await putManifest(api, draft, made);
    await api.deps.database.transaction((tx) =>
      tx.deleteFrom('account_keys').where('account_id', '=', entrance.owner.accountId).execute(),
    );
    const next = await enrolTestKey(api.deps, entrance.owner.accountId);
    expect(await sendSealed(api, draft, made.sealed)).toMatchObject({ status: 409, code: 'recipient_key_changed' });
    expect((await rowsOf(draft.id)).map((row) => row.recipient_id)).toEqual([null]);
    expect((await putManifest(api, draft, { message: made.message, query: { fingerprint: next } })).status).toBe(204);
    expect((await sendSealed(api, draft, made.sealed)).status).toBe(200);
  });

  test('loses its manifest when a file is added or taken out, as that was of other files', async () => {
    const entrance = await openSealedEntrance(api);
    const draft = await beginSealed(api, entrance, octets);
    await putManifest(api, draft, await sealDraft(entrance, draft, entrance.ownerKey.public));
    const other = await addSealed(api, draft, Uint8Array.from(pdfOf(10)));
    const params = { token: draft.token, fileId: other.id };
    expect((await api.call('DELETE /api/v1/submissions/:token/files/:fileId', { params })).status).toBe(204);
    expect(await rowsOf(draft.id)).toEqual([]);
  });

  test('takes no name in the open, and no manifest that is not sealed', async () => {
    const entrance = await openSealedEntrance(api);
    const draft = await beginSealed(api, entrance, octets);
    const named = { path: ['Befund.pdf'], mediaType: 'application/pdf', sizeBytes: 1 };
    const params = { token: draft.token };
    expect(await api.call('POST /api/v1/submissions/:token/uploads', { params, body: named })).toMatchObject({
      code: 'file_name_must_be_sealed',
    });
    const query = { fingerprint: testFingerprint() };
    expect(await putManifest(api, draft, { message: new TextEncoder().encode('{"files":[]}'), query })).toMatchObject({
      code: 'manifest_not_sealed',
    });
    const plain = await begin(api, await openEntrance(api));
    expect(await putManifest(api, plain, { message: Uint8Array.from(testMessage()), query })).toMatchObject({
      code: 'manifest_not_wanted',
    });
    const key = { fingerprint: testFingerprint(), version: 4 as const, publicKey: testPublicKey() };
    expect(await sendSealed(api, plain, { key, commitments: [] })).toMatchObject({
      status: 400,
      code: 'invalid_request',
    });
  });

  test('begins with a confirmed address only, and in a closed upload link no manifest is taken', async () => {
    const entrance = await openSealedEntrance(api, 4);
    const params = { token: entrance.token };
    const asked = await api.call('POST /api/v1/entrances/:token/submissions', { params, body: {} });
    expect(asked.code).toBe('address_not_confirmed');
    const draft = await beginSealed(api, entrance, octets);
    await closeUploadLink(api.deps, entrance.owner.accountId, entrance.id);
    const made = await sealDraft(entrance, draft, entrance.ownerKey.public);
    expect(await putManifest(api, draft, made)).toMatchObject({ code: 'upload_link_closed' });
  });

  test('leaves no manifest behind when its time is over', async () => {
    const entrance = await openSealedEntrance(api);
    const { id } = await submitSealed(api, entrance, octets);
    expect(await rowsOf(id)).toHaveLength(1);
    api.clock.advanceMs(61 * DAY_MS);
    await endExpiredDeliveries(api.deps);
    expect(await rowsOf(id)).toEqual([]);
  });
});

describe('an upload link of level 3 or 4', () => {
  test('is made with the owner’s active key alone, which stands in the link behind the sign that no server is sent', async () => {
    const entrance = await openSealedEntrance(api, 3);
    const { body } = await api.call('GET /api/v1/upload-links/:id', {
      params: { id: entrance.id },
      cookie: entrance.cookie,
    });
    const link = new URL(body.uploadLink.link);
    expect(link.hash).toBe(`#${entrance.ownerKey.public.fingerprint}`);
    expect(link.pathname).toBe(`/u/${entrance.token}`);
    const owner = { level: 3 as const, ownerFingerprint: testFingerprint() };
    await expect(openEntrance(api, owner)).rejects.toMatchObject({ code: 'own_key_changed' });
    await expect(openEntrance(api, { level: 4 })).rejects.toMatchObject({ code: 'invalid_request' });
    await expect(openEntrance(api, { ownerFingerprint: testFingerprint() })).rejects.toMatchObject({
      code: 'invalid_request',
    });
  });

  test('gives its keys with the statements, and none of what opens them', async () => {
    const entrance = await openSealedEntrance(api);
    const { body } = await api.call('GET /api/v1/entrances/:token', { params: { token: entrance.token } });
    const { ownerKeys } = body.entrance;
    expect(ownerKeys).toMatchObject({ address: entrance.owner.email, formerKeys: [] });
    expect(Object.keys(ownerKeys!.key!).sort()).toEqual(['fingerprint', 'publicKey']);
    const plain = await api.call('GET /api/v1/entrances/:token', {
      params: { token: (await openEntrance(api)).token },
    });
    expect(plain.body.entrance.ownerKeys).toBeNull();
  });

  test('without a script says that it needs one, and takes nothing by the form', async () => {
    const entrance = await openSealedEntrance(api);
    const page = await fetch(`${api.url}/u/${entrance.token}?plain`);
    const text = await page.text();
    expect(text).toContain('JavaScript eingeschaltet');
    expect(text).not.toContain('type="file"');
    const draft = await beginSealed(api, entrance, octets);
    const form = new FormData();
    form.set('submission', draft.token);
    form.set('document', new File(['x'], 'Befund.txt', { type: 'text/plain' }));
    await fetch(`${api.url}/u/${entrance.token}?plain`, { method: 'POST', body: form, headers: { origin: api.url } });
    const files = await sealedSizes(draft.id);
    expect([...files.keys()]).toEqual(draft.files.map(({ id }) => id));
  });
});

describe('the receipt of a sealed submission', () => {
  test('names sizes, digests of what is sealed, and commitments; the proof and the file give the commitment, and nothing else does', async () => {
    const entrance = await openSealedEntrance(api);
    const draft = await submitSealed(api, entrance, octets);
    const params = { token: draft.token };
    const jws = new TextDecoder().decode(
      (await api.call('GET /api/v1/submissions/:token/receipt', { params, query: { as: 'jws' } })).octets,
    );
    const text = JSON.parse(Buffer.from(jws.split('.')[1]!, 'base64url').toString('utf8'));
    const { stored, received } = await openNewest(entrance);
    const [file] = draft.files;
    // By hand, as docs/FORMATS.md says: for a file of one part the list is its SHA-256.
    const list = createHash('sha256').update(createHash('sha256').update(octets).digest()).digest();
    const nonce = Buffer.from(
      hkdfSync('sha256', Buffer.from(file!.sessionKey, 'base64url'), '', 'umschlag receipt commitment 1', 32),
    );
    const commitment = createHmac('sha256', nonce).update(list).digest('hex');
    expect(text).toMatchObject({
      level: 3,
      files: [
        { sizeBytes: octets.length, sealedSha256: createHash('sha256').update(stored).digest('hex'), commitment },
      ],
    });
    expect(Object.keys(text.files[0]).sort()).toEqual(['commitment', 'sealedSha256', 'sizeBytes']);
    expect(received.files[0]!.commitment).toBe(commitment);
    const checked = await api.call('POST /api/v1/receipts/check', { body: { jws, sha256: commitment } as never });
    expect(checked.body).toMatchObject({ isGenuine: true, hasFile: true });
    const plainDigest = createHash('sha256').update(octets).digest('hex');
    const other = await api.call('POST /api/v1/receipts/check', { body: { jws, sha256: plainDigest } as never });
    expect(other.body).toMatchObject({ isGenuine: true, hasFile: false });
    expect(createHmac('sha256', randomBytes(32)).update(list).digest('hex')).not.toBe(commitment);
    const pdf = await api.call('GET /api/v1/submissions/:token/receipt', { params, query: { as: 'pdf' } });
    expect(Buffer.from(pdf.octets!).subarray(0, 5).toString()).toBe('%PDF-');
  });
});
