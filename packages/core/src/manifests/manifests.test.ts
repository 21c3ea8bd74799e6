import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS, newId } from '@umschlag/std';
import {
  changeDraft,
  createDraft,
  deliveryLinkToken,
  describeDelivery,
  discardDraft,
  discardFile,
  endExpiredDeliveries,
  recallDelivery,
  sendDelivery,
} from '../deliveries/index.ts';
import { resolveLink } from '../links/index.ts';
import {
  createCaseworker,
  createCitizen,
  createTestDeps,
  enrolTestKey,
  type Person,
  type TestDeps,
  testFingerprint,
  testMessage,
} from '../testing/index.ts';
import {
  loadOwnManifest,
  loadReceivedManifest,
  loadSenderKeys,
  putOwnManifest,
  putRecipientManifest,
  replaceReceivedManifest,
} from './index.ts';

let deps: TestDeps;
let sender: Person & { organisationId: string };
let senderKey: string;
let erika: Person;
let erikaKey: string;
let max: Person;

beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  sender = await createCaseworker(deps);
  senderKey = await enrolTestKey(deps, sender.accountId);
  erika = await createCitizen(deps);
  erikaKey = await enrolTestKey(deps, erika.accountId);
  max = await createCitizen(deps);
  deps.jobs.all.length = 0;
});

const refusal = (code: string, details: object = expect.anything()) => expect.objectContaining({ code, details });
const view = (id: string) => describeDelivery(deps, sender.accountId, id);
const idsOf = async (id: string) => (await view(id)).recipients.map(({ row }) => row.id);
const putOwn = (id: string, message = testMessage(), fingerprint = senderKey) =>
  putOwnManifest(deps, sender.accountId, id, { message, fingerprint });
const put = (deliveryId: string, recipientId: string, fingerprint?: string, message = testMessage()) =>
  putRecipientManifest(deps, sender.accountId, { deliveryId, recipientId }, { message, fingerprint });
const send = (id: string, pending: string[] = []) => sendDelivery(deps, sender.accountId, id, { pending });
const rowsOf = (id: string) =>
  deps.database.db.selectFrom('manifests').selectAll().where('delivery_id', '=', id).execute();
const linkOf = async (recipientId: string, person: Person) =>
  resolveLink(deps, deps.database.db, deliveryLinkToken(deps.keys, recipientId), { emailKey: person.email });
const mails = (kind: string, subjectId: string) =>
  deps.database.db
    .selectFrom('mails')
    .select('to_email')
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .execute();

async function draft(recipients: Person[] = [erika, max], level: 3 | 4 = 3): Promise<string> {
  return createDraft(deps, sender, {
    level,
    recipients: recipients.map(({ email }) => email),
    ...(level === 3 && { message: 'Guten Tag' }),
  });
}

/** Sent: to Erika by key, to Max by access code. */
async function sent(level: 3 | 4 = 3) {
  const id = await draft([erika, max], level);
  const [erikaId, maxId] = (await idsOf(id)) as [string, string];
  await putOwn(id);
  await put(id, erikaId, erikaKey);
  await put(id, maxId);
  await send(id);
  return { id, erikaId, maxId };
}

async function rotate(person: Person): Promise<string> {
  const next = testFingerprint();
  await deps.database.transaction((tx) =>
    tx.deleteFrom('account_keys').where('account_id', '=', person.accountId).execute(),
  );
  return enrolTestKey(deps, person.accountId, next);
}

describe('the keys of the sender', () => {
  test('are given to a recipient, also when the sender has been disabled since, and without what opens them', async () => {
    const { erikaId } = await sent();
    const link = await linkOf(erikaId, erika);
    await deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ disabled_at: deps.clock.now() }).where('id', '=', sender.accountId).execute(),
    );
    const { key, formerKeys } = await loadSenderKeys(deps, link);
    expect(key).toMatchObject({ fingerprint: senderKey });
    expect(key).not.toHaveProperty('material');
    expect(formerKeys).toEqual([]);
  });

  test('are not given at level 2, where nothing is signed', async () => {
    const id = await createDraft(deps, sender, { level: 2, recipients: [erika.email], message: 'x' });
    await send(id);
    const link = await linkOf((await idsOf(id))[0]!, erika);
    await expect(loadSenderKeys(deps, link)).rejects.toEqual(refusal('not_found'));
  });
});

describe('sending at levels 3 and 4', () => {
  test('takes the sender’s own manifest, and one for each recipient or a word that there is none yet', async () => {
    const id = await draft();
    const [erikaId, maxId] = (await idsOf(id)) as [string, string];
    await expect(send(id)).rejects.toEqual(refusal('delivery_incomplete', { missing: 'manifest' }));
    await putOwn(id);
    const missing = 'recipient_manifests';
    const both = refusal('delivery_incomplete', { missing, recipientIds: [erikaId, maxId] });
    await expect(send(id)).rejects.toEqual(both);
    await put(id, erikaId, erikaKey);
    await expect(send(id)).rejects.toEqual(refusal('delivery_incomplete', { missing, recipientIds: [maxId] }));
    expect((await view(id)).state).toBe('draft');
    await send(id, [maxId]);
    const { state, recipients } = await view(id);
    expect([state, recipients.map(({ row }) => row.reader_state)]).toEqual(['active', ['key', 'pending']]);
    expect(recipients.map((one) => one.readerFingerprint)).toEqual([erikaKey, null]);
  });

  test('a level 4 delivery without files may be a message alone, which the server cannot know', async () => {
    const { id } = await sent(4);
    expect((await view(id)).state).toBe('active');
  });

  test('a recipient who has a manifest, or is none, cannot be pending', async () => {
    const id = await draft();
    const [erikaId, maxId] = (await idsOf(id)) as [string, string];
    await putOwn(id);
    await put(id, erikaId, erikaKey);
    for (const pending of [
      [erikaId, maxId],
      [maxId, newId()],
    ]) {
      await expect(send(id, pending)).rejects.toEqual(refusal('invalid_request'));
    }
    const plain = await createDraft(deps, sender, { level: 2, recipients: [max.email], message: 'x' });
    await expect(send(plain, await idsOf(plain))).rejects.toEqual(refusal('invalid_request'));
  });

  test('nothing is sent when a recipient’s key has changed, gone or come since', async () => {
    const id = await draft();
    const [erikaId, maxId] = (await idsOf(id)) as [string, string];
    await putOwn(id);
    await put(id, erikaId, erikaKey);
    const changed = (...recipientIds: string[]) => refusal('recipient_key_changed', { recipientIds });
    const newKey = await rotate(erika);
    await expect(send(id, [maxId])).rejects.toEqual(changed(erikaId));
    await put(id, erikaId, newKey);
    const maxKey = await enrolTestKey(deps, max.accountId);
    await expect(send(id, [maxId])).rejects.toEqual(changed(maxId));
    await put(id, maxId, maxKey);
    await deps.database.transaction((tx) =>
      tx.updateTable('accounts').set({ disabled_at: deps.clock.now() }).where('id', '=', max.accountId).execute(),
    );
    await expect(send(id)).rejects.toEqual(changed(maxId));
    expect((await view(id)).state).toBe('draft');
    expect(deps.jobs.all).toEqual([]);
    await put(id, maxId);
    await send(id);
  });

  test('nothing is sent when the sender’s own key is another by now', async () => {
    const id = await draft([max]);
    await putOwn(id);
    await rotate(sender);
    await put(id, (await idsOf(id))[0]!);
    await expect(send(id)).rejects.toEqual(refusal('own_key_changed'));
  });
});

describe('the manifests of a draft', () => {
  async function complete() {
    const id = await draft();
    await putOwn(id);
    for (const recipientId of await idsOf(id)) await put(id, recipientId);
    return id;
  }

  test('go when recipients or level change, since they are of the former ones', async () => {
    for (const change of [{ recipients: [max.email] }, { level: 4 }] as const) {
      const id = await complete();
      await changeDraft(deps, sender, id, change);
      expect(await rowsOf(id)).toEqual([]);
      expect((await view(id)).recipients.every(({ row }) => row.reader_state === 'none')).toBe(true);
    }
  });

  test('go when a file is taken out', async () => {
    const id = await complete();
    const fileId = newId();
    const file = { id: fileId, delivery_id: id, position: 0, sealed_path: null, plain_size_bytes: 1 };
    const rest = { sealed_size_bytes: 81, object_key: fileId, state: 'stored' as const, created_at: deps.clock.now() };
    await deps.database.transaction((tx) =>
      tx
        .insertInto('delivery_files')
        .values({ ...file, ...rest })
        .execute(),
    );
    await discardFile(deps, sender, id, fileId);
    expect(await rowsOf(id)).toEqual([]);
  });

  test('stay when the same recipients are saved again, and when anything else changes', async () => {
    const id = await complete();
    const before = await idsOf(id);
    await changeDraft(deps, sender, id, {
      recipients: [erika.email, max.email],
      subject: 'x',
      expiryDays: 3,
      level: 3,
    });
    expect(await idsOf(id)).toEqual(before);
    expect(await rowsOf(id)).toHaveLength(3);
  });

  test('are replaced, and counted, one by one', async () => {
    const id = await complete();
    const message = testMessage();
    await putOwn(id, message);
    expect(await loadOwnManifest(deps, sender.accountId, id)).toEqual({ message, revision: 2 });
    expect(await rowsOf(id)).toHaveLength(3);
  });

  test('are of levels 3 and 4 alone, of nobody else’s delivery, and sealed as far as can be seen', async () => {
    const plain = await createDraft(deps, sender, { level: 2, recipients: [max.email] });
    await expect(putOwn(plain)).rejects.toEqual(refusal('manifest_not_wanted'));
    await expect(put(plain, (await idsOf(plain))[0]!)).rejects.toEqual(refusal('manifest_not_wanted'));
    const id = await draft();
    for (const text of ['{"type":"umschlag-manifest"}', '-----BEGIN PGP MESSAGE-----', '']) {
      await expect(putOwn(id, Buffer.from(text))).rejects.toEqual(refusal('manifest_not_sealed'));
    }
    await expect(put(id, newId())).rejects.toEqual(refusal('not_found'));
    const other = await createCaseworker(deps);
    const manifest = { message: testMessage(), fingerprint: senderKey };
    await expect(putOwnManifest(deps, other.accountId, id, manifest)).rejects.toEqual(refusal('not_found'));
    await expect(loadOwnManifest(deps, other.accountId, id)).rejects.toEqual(refusal('not_found'));
  });
});

describe('after sending', () => {
  test('each recipient is given their own copy and nobody else’s', async () => {
    const { id, erikaId, maxId } = await sent();
    const rows = new Map((await rowsOf(id)).map((row) => [row.recipient_id, row.message]));
    const received = async (recipientId: string, person: Person) =>
      (await loadReceivedManifest(deps, await linkOf(recipientId, person))).message;
    expect(await received(erikaId, erika)).toEqual(rows.get(erikaId));
    expect(await received(maxId, max)).toEqual(rows.get(maxId));
    await expect(linkOf(maxId, erika)).rejects.toEqual(refusal('wrong_account'));
  });

  test('the sender’s copy follows a new key of the sender, and only the active one', async () => {
    const { id } = await sent();
    await expect(putOwn(id, testMessage(), testFingerprint())).rejects.toEqual(refusal('own_key_changed'));
    const next = await rotate(sender);
    await putOwn(id, testMessage(), next);
  });

  test('the copy for a code is replaced by the recipient’s own, and is gone with that', async () => {
    const { id, maxId } = await sent();
    const link = await linkOf(maxId, max);
    const forCode = (await loadReceivedManifest(deps, link)).message;
    const message = testMessage();
    const unknown = { message, fingerprint: testFingerprint() };
    const account = { id: max.accountId };
    await expect(replaceReceivedManifest(deps, link, account, unknown)).rejects.toEqual(refusal('own_key_changed'));
    const fingerprint = await enrolTestKey(deps, max.accountId);
    await replaceReceivedManifest(deps, link, account, { message, fingerprint });
    const rows = await rowsOf(id);
    expect(rows).toHaveLength(3);
    expect(rows.some((row) => row.message.equals(forCode))).toBe(false);
    expect(rows.find((row) => row.recipient_id === maxId)).toMatchObject({
      message,
      reader: 'key',
      reader_fingerprint: fingerprint,
    });
    expect((await linkOf(maxId, max)).recipient.readerState).toBe('key');
    const again = replaceReceivedManifest(deps, link, account, { message: testMessage(), fingerprint });
    await expect(again).rejects.toEqual(refusal('manifest_not_replaceable'));
  });

  test('nobody but who has an access code replaces a copy', async () => {
    const { erikaId } = await sent();
    const link = await linkOf(erikaId, erika);
    const own = { message: testMessage(), fingerprint: erikaKey };
    const replaced = replaceReceivedManifest(deps, link, { id: erika.accountId }, own);
    await expect(replaced).rejects.toEqual(refusal('manifest_not_replaceable'));
  });

  test('a recall that comes between leaves nothing that could be replaced', async () => {
    const { id, maxId } = await sent();
    const link = await linkOf(maxId, max);
    const fingerprint = await enrolTestKey(deps, max.accountId);
    await recallDelivery(deps, sender.accountId, id);
    const own = { message: testMessage(), fingerprint };
    await expect(replaceReceivedManifest(deps, link, { id: max.accountId }, own)).rejects.toThrow();
    expect(await rowsOf(id)).toEqual([]);
  });

  test('a new key of a recipient is followed without a mail', async () => {
    const { id, erikaId } = await sent();
    const next = await rotate(erika);
    const changed = refusal('recipient_key_changed', { recipientIds: [erikaId] });
    await expect(put(id, erikaId, erikaKey)).rejects.toEqual(changed);
    await put(id, erikaId, next);
    expect(await mails('delivery-notice', erikaId)).toHaveLength(1);
  });
});

describe('after the end', () => {
  test('after a recall no manifest is left, and none can be stored', async () => {
    const { id, erikaId } = await sent();
    expect(await rowsOf(id)).toHaveLength(3);
    await recallDelivery(deps, sender.accountId, id);
    expect(await rowsOf(id)).toEqual([]);
    await expect(putOwn(id)).rejects.toEqual(refusal('delivery_not_active'));
    await expect(put(id, erikaId, erikaKey)).rejects.toEqual(refusal('delivery_not_active'));
    await expect(loadOwnManifest(deps, sender.accountId, id)).rejects.toEqual(refusal('not_found'));
    expect(await rowsOf(id)).toEqual([]);
  });

  test('after its minute nothing is given out, and after the task no manifest is left', async () => {
    const { id } = await sent();
    deps.clock.advanceMs(60 * DAY_MS);
    await expect(loadOwnManifest(deps, sender.accountId, id)).rejects.toEqual(refusal('not_found'));
    await endExpiredDeliveries(deps);
    expect(await rowsOf(id)).toEqual([]);
  });

  test('after a draft is thrown away no manifest is left', async () => {
    const id = await draft();
    await putOwn(id);
    await put(id, (await idsOf(id))[0]!, erikaKey);
    await discardDraft(deps, sender, id);
    expect(await rowsOf(id)).toEqual([]);
  });

  test('what became of the readers stays visible', async () => {
    const { id } = await sent();
    await recallDelivery(deps, sender.accountId, id);
    expect((await view(id)).recipients.map(({ row }) => row.reader_state)).toEqual(['key', 'code']);
  });
});
