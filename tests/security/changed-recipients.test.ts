import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deliveryLinkToken } from '@umschlag/core';
import { hashToken, newId } from '@umschlag/std';
import { decryptSessionKeys, encryptSessionKey, readMessage } from 'openpgp';
import { messageOf } from './attacks/rows.ts';
import { expectArrives, expectClosed, openStage, type Somebody, type Stage } from './attacks/stage.ts';
import type { SentLetter } from './end-to-end/client.ts';

let stage: Stage;
let sender: Somebody;
let reader: Somebody;
let mallory: Somebody;

beforeAll(async () => {
  stage = await openStage();
  sender = await stage.caseworker();
  reader = await stage.citizen();
  mallory = await stage.citizen();
});
afterAll(() => stage[Symbol.asyncDispose]());

/** As whoever owns the database would add a reader. @returns the letter as it looks from then on */
async function addRecipient(letter: SentLetter, added: Somebody, message: Uint8Array): Promise<SentLetter> {
  const id = newId();
  const { email } = added.session;
  await stage.change(async (tx) => {
    const link_token_hash = hashToken(deliveryLinkToken(stage.api.deps.keys, id));
    const recipient = { id, delivery_id: letter.id, position: 9, email, email_key: email.toLowerCase() };
    await tx
      .insertInto('delivery_recipients')
      .values({ ...recipient, link_token_hash, mail_state: 'mailed', reader_state: 'key' })
      .execute();
    const copy = { delivery_id: letter.id, recipient_id: id, message: Buffer.from(message), created_at: new Date() };
    await tx
      .insertInto('manifests')
      .values({ ...copy, reader: 'key', reader_fingerprint: added.key.public.fingerprint })
      .execute();
  });
  return { ...letter, recipientIds: new Map([...letter.recipientIds, [email, id]]) };
}

/** What a recipient makes who wants somebody else to read: the signed content, with its session key for another key. */
async function readdressed(message: Uint8Array, from: Somebody, to: Somebody): Promise<Uint8Array> {
  const octets = new Uint8Array(message);
  const sealed = await readMessage({ binaryMessage: octets });
  const [key] = await decryptSessionKeys({ message: sealed, decryptionKeys: from.key.openpgp });
  const packet = await encryptSessionKey({
    data: key!.data,
    algorithm: 'aes256',
    aeadAlgorithm: 'gcm',
    encryptionKeys: to.key.public.openpgp,
    format: 'binary',
  });
  return Buffer.concat([packet as Uint8Array, contentOf(octets)]);
}

/** The SEIPDv2 packet behind those for keys (RFC 9580 §4.2). */
function contentOf(octets: Uint8Array): Uint8Array {
  let at = 0;
  while (octets[at] !== 0xd2) {
    const [first, second] = [octets[at + 1]!, octets[at + 2]!];
    at += first < 192 ? 2 + first : 3 + ((first - 192) << 8) + second + 192;
  }
  return octets.subarray(at);
}

describe('a server that changes to whom a delivery goes', () => {
  test('somebody who was added opens nothing, though the server gives them link and manifest', async () => {
    const letter = await stage.send(sender, [reader]);
    const changed = await addRecipient(letter, mallory, await messageOf(stage, letter, reader));
    await expectClosed(stage, { sender, reader: mallory, letter: changed, code: 'damaged' });
    await expectArrives(stage, letter, reader);
  });

  test('somebody for whom a recipient has re-encrypted it is told that the sender has not addressed it to them', async () => {
    const letter = await stage.send(sender, [reader]);
    const message = await readdressed(await messageOf(stage, letter, reader), reader, mallory);
    const changed = await addRecipient(letter, mallory, message);
    await expectClosed(stage, { sender, reader: mallory, letter: changed, code: 'not_addressed' });
  });

  test('somebody whose address is put in the place of the recipient’s opens nothing', async () => {
    const letter = await stage.send(sender, [reader]);
    const id = letter.recipientIds.get(reader.session.email)!;
    const { email } = mallory.session;
    await stage.change(async (tx) => {
      const address = { email, email_key: email.toLowerCase() };
      await tx.updateTable('delivery_recipients').set(address).where('id', '=', id).execute();
      const reader_fingerprint = mallory.key.public.fingerprint;
      await tx.updateTable('manifests').set({ reader_fingerprint }).where('recipient_id', '=', id).execute();
    });
    const changed = { ...letter, recipientIds: new Map([[email, id]]) };
    await expectClosed(stage, { sender, reader: mallory, letter: changed, code: 'damaged' });
  });

  test('two recipients whose links are exchanged open nothing that is not theirs', async () => {
    const letter = await stage.send(sender, [reader, mallory]);
    const [one, other] = [reader, mallory].map(({ session }) => letter.recipientIds.get(session.email)!);
    await stage.change(async (tx) => {
      const point = (id: string, email: string) =>
        tx
          .updateTable('delivery_recipients')
          .set({ email, email_key: email.toLowerCase() })
          .where('id', '=', id)
          .execute();
      // No delivery has an address twice.
      await point(one!, 'nobody@example.org');
      await point(other!, reader.session.email);
      await point(one!, mallory.session.email);
    });
    const recipientIds = new Map([
      [reader.session.email, other!],
      [mallory.session.email, one!],
    ]);
    const got = await stage.receive(reader, stage.linkOf({ ...letter, recipientIds }, reader));
    // The copy names mallory's key, so that there is nothing to try it with.
    expect([got.exitCode, got.last]).toEqual([1, expect.stringContaining('umschlag: own_key_changed: ')]);
    expect(got.arrived).toEqual({});
  });

  test('a delivery that is passed off as somebody else’s is refused', async () => {
    const letter = await stage.send(sender, [reader]);
    const impostor = await stage.caseworker();
    await stage.sql(`UPDATE deliveries SET sender_id = '${impostor.session.accountId}' WHERE id = '${letter.id}'`);
    await expectClosed(stage, { sender: impostor, reader, letter, code: 'wrong_signer' });
  });
});
