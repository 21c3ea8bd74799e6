import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createDraft, deliveryLinkToken, describeDelivery, recallDelivery, sendDelivery } from '../deliveries/index.ts';
import { addKey } from '../keys/index.ts';
import { loadReceivedFiles, resolveLink } from '../links/index.ts';
import {
  loadReceivedManifest,
  manifestMails,
  putOwnManifest,
  putRecipientManifest,
  reportRefusal,
} from '../manifests/index.ts';
import {
  createCaseworker,
  createCitizen,
  createTestDeps,
  enrolTestKey,
  freshCaller,
  type Person,
  type TestDeps,
  testKey,
  testMessage,
} from '../testing/index.ts';
import { listPendingReleases, releaseMails } from './index.ts';

let deps: TestDeps;
let sender: Person & { organisationId: string };
let senderKey: string;
let erika: Person;

beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());
beforeEach(async () => {
  sender = await createCaseworker(deps);
  senderKey = await enrolTestKey(deps, sender.accountId);
  erika = await createCitizen(deps);
});

interface Waiting {
  readonly deliveryId: string;
  readonly recipientId: string;
}

/** Sent to Erika, who has no key. */
async function waiting(recipients = [erika.email]): Promise<Waiting> {
  const deliveryId = await createDraft(deps, sender, { level: 3, subject: 'Diagnose', message: 'Befund', recipients });
  await putOwnManifest(deps, sender.accountId, deliveryId, { message: testMessage(), fingerprint: senderKey });
  const ids = (await describeDelivery(deps, sender.accountId, deliveryId)).recipients.map(({ row }) => row.id);
  await sendDelivery(deps, sender.accountId, deliveryId, { pending: ids });
  return { deliveryId, recipientId: ids[0]! };
}

const enrol = async (person: Person) => {
  const key = testKey();
  await addKey(deps, await freshCaller(deps, person.accountId), key);
  return key.fingerprint;
};
const release = (to: Waiting, fingerprint?: string) =>
  putRecipientManifest(deps, sender.accountId, to, { message: testMessage(), fingerprint });
const linkOf = ({ recipientId }: Waiting) =>
  resolveLink(deps, deps.database.db, deliveryLinkToken(deps.keys, recipientId), { emailKey: erika.email });
const mails = (kind: string, { recipientId }: Waiting) =>
  deps.database.db
    .selectFrom('mails')
    .select('to_email')
    .where('kind', '=', kind)
    .where('subject_id', '=', recipientId)
    .execute();
const refusal = (code: string) => expect.objectContaining({ code });

describe('a release', () => {
  test('is a notice, and counts as one: past the limit of the day the recipient goes on waiting', async () => {
    const to = await waiting();
    const limited = { ...deps, noticesPerDay: 1 };
    const put = (on: TestDeps) =>
      putRecipientManifest(on, sender.accountId, to, { message: testMessage(), fingerprint: undefined });
    await expect(put(limited)).rejects.toEqual(refusal('too_many_notices'));
    expect((await linkOf(to)).recipient.readerState).toBe('pending');
    await put(deps);
    expect((await linkOf(to)).recipient.readerState).toBe('code');
  });
});

describe('a recipient without a key', () => {
  test('sees that the delivery waits, and is given neither manifest nor octets', async () => {
    const link = await linkOf(await waiting());
    expect(link.recipient.readerState).toBe('pending');
    await expect(loadReceivedManifest(deps, link)).rejects.toEqual(refusal('manifest_pending'));
    await expect(loadReceivedFiles(deps, deps.database.db, link)).rejects.toEqual(refusal('manifest_pending'));
  });

  test('sets up a key: the sender sees it with its fingerprint, and is mailed once for each delivery', async () => {
    const [first, second] = [await waiting(), await waiting()];
    const list = () => listPendingReleases(deps, sender.accountId);
    expect(await list()).toMatchObject([
      { ...first, email: erika.email, fingerprint: null, enrolledAt: null },
      { ...second, fingerprint: null },
    ]);
    const fingerprint = await enrol(erika);
    expect(await list()).toMatchObject([
      { ...first, fingerprint, enrolledAt: deps.clock.now() },
      { ...second, fingerprint },
    ]);
    for (const one of [first, second]) {
      expect(await mails('release-wanted', one)).toEqual([{ to_email: sender.email }]);
    }
    // Revoked and set up anew: that is no news.
    await deps.database.transaction((tx) =>
      tx.deleteFrom('account_keys').where('account_id', '=', erika.accountId).execute(),
    );
    await enrol(erika);
    expect(await mails('release-wanted', first)).toHaveLength(1);
  });

  test('causes no mail about what is a draft, recalled, released already or somebody else’s', async () => {
    const recalled = await waiting();
    await recallDelivery(deps, sender.accountId, recalled.deliveryId);
    const byCode = await waiting();
    await release(byCode);
    const others = await waiting(['max@example.org']);
    await enrol(erika);
    for (const one of [recalled, byCode, others]) expect(await mails('release-wanted', one)).toEqual([]);
    expect(await listPendingReleases(deps, sender.accountId)).toMatchObject([others]);
  });

  test('is released to their key, is mailed the link again, and waits no more', async () => {
    const one = await waiting();
    const fingerprint = await enrol(erika);
    await expect(release(one, senderKey)).rejects.toEqual(refusal('recipient_key_changed'));
    await release(one, fingerprint);
    const link = await linkOf(one);
    expect(link.recipient.readerState).toBe('key');
    expect((await loadReceivedManifest(deps, link)).revision).toBe(1);
    expect(await mails('delivery-notice', one)).toHaveLength(2);
    expect(await listPendingReleases(deps, sender.accountId)).toEqual([]);
  });

  test('is no business of other senders', async () => {
    await waiting();
    const other = await createCaseworker(deps, { organisationId: sender.organisationId });
    expect(await listPendingReleases(deps, other.accountId)).toEqual([]);
  });
});

describe('a refused opening', () => {
  const refused = async (one: Waiting) =>
    (await describeDelivery(deps, sender.accountId, one.deliveryId)).recipients[0]!.row;

  test('is shown to the sender with its first reason, and mailed once', async () => {
    const one = await waiting();
    await release(one);
    for (const reason of ['wrong_signer', 'damaged']) await reportRefusal(deps, await linkOf(one), reason);
    expect(await refused(one)).toMatchObject({ refusal_reason: 'wrong_signer', refused_at: deps.clock.now() });
    expect(await mails('opening-refused', one)).toEqual([{ to_email: sender.email }]);
  });

  test('is over when the sender stores another manifest, and can then be told anew', async () => {
    const one = await waiting();
    await release(one);
    await reportRefusal(deps, await linkOf(one), 'damaged');
    await release(one);
    expect(await refused(one)).toMatchObject({ refusal_reason: null, refused_at: null });
    await reportRefusal(deps, await linkOf(one), 'wrong_files');
    expect(await mails('opening-refused', one)).toHaveLength(2);
  });

  test('does not exist at levels 1 and 2', async () => {
    const recipients = [erika.email];
    const deliveryId = await createDraft(deps, sender, { level: 2, message: 'x', recipients });
    await sendDelivery(deps, sender.accountId, deliveryId);
    const [recipient] = (await describeDelivery(deps, sender.accountId, deliveryId)).recipients;
    const link = await linkOf({ deliveryId, recipientId: recipient!.row.id });
    await expect(reportRefusal(deps, link, 'damaged')).rejects.toEqual(refusal('not_found'));
  });
});

describe('the mails to the sender', () => {
  test('name the recipient and link to the delivery, and hold nothing of the content', async () => {
    const one = await waiting();
    const wanted = await releaseMails['release-wanted']!.compose(deps, deps.database.db, one.recipientId);
    await release(one);
    await reportRefusal(deps, await linkOf(one), 'damaged');
    const told = await manifestMails['opening-refused']!.compose(deps, deps.database.db, one.recipientId);
    for (const mail of [wanted, told]) {
      expect(mail!.text).toContain(erika.email);
      expect(mail!.text).toContain(`${deps.publicUrl}/deliveries/${one.deliveryId}\n`);
      expect(`${mail!.subject}${mail!.text}`).not.toMatch(/Diagnose|Befund/);
    }
  });

  test('are dropped when the sender has acted, or has recalled, before they go out', async () => {
    const released = await waiting();
    await release(released);
    const recalled = await waiting();
    await recallDelivery(deps, sender.accountId, recalled.deliveryId);
    for (const { recipientId } of [released, recalled]) {
      expect(await releaseMails['release-wanted']!.compose(deps, deps.database.db, recipientId)).toBeUndefined();
      expect(await manifestMails['opening-refused']!.compose(deps, deps.database.db, recipientId)).toBeUndefined();
    }
  });
});
