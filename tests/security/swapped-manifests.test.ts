import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { forged } from '@umschlag/keyring/testing';
import { messageOf, putMessage } from './attacks/rows.ts';
import { expectArrives, expectClosed, openStage, type Somebody, type Stage } from './attacks/stage.ts';
import type { SentLetter } from './end-to-end/client.ts';

let stage: Stage;
let sender: Somebody;
let reader: Somebody;
let other: Somebody;

beforeAll(async () => {
  stage = await openStage();
  sender = await stage.caseworker();
  reader = await stage.citizen();
  other = await stage.citizen();
});
afterAll(() => stage[Symbol.asyncDispose]());

const closed = (letter: SentLetter, code: string) => expectClosed(stage, { sender, reader, letter, code });

describe('a server that gives one manifest for another', () => {
  test('that of another delivery to the same recipient is refused, the older one as the newer', async () => {
    const [older, newer] = [await stage.send(sender, [reader]), await stage.send(sender, [reader])];
    const messages = [await messageOf(stage, older, reader), await messageOf(stage, newer, reader)] as const;
    await putMessage(stage, older, reader, messages[1]);
    await putMessage(stage, newer, reader, messages[0]);
    await closed(older, 'wrong_delivery');
    await closed(newer, 'wrong_delivery');
  });

  test('that of another recipient is refused, and not blamed on the passphrase', async () => {
    const letter = await stage.send(sender, [reader, other]);
    await putMessage(stage, letter, reader, await messageOf(stage, letter, other));
    await closed(letter, 'damaged');
    await expectArrives(stage, letter, other);
  });

  test('the sender’s own copy is refused', async () => {
    const letter = await stage.send(sender, [reader]);
    const { message } = await stage.api.deps.database.db
      .selectFrom('manifests')
      .select('message')
      .where('delivery_id', '=', letter.id)
      .where('recipient_id', 'is', null)
      .executeTakeFirstOrThrow();
    await putMessage(stage, letter, reader, message);
    await closed(letter, 'damaged');
  });

  test('an older one of the same delivery, which the sender has signed with other files, is refused', async () => {
    const letter = await stage.send(sender, [reader]);
    const [first] = letter.manifest.files;
    const older = { ...letter.manifest, files: [first] };
    const signed = { signers: [sender.key], readers: [reader.key.public], now: new Date() };
    await putMessage(stage, letter, reader, await forged({ content: older, ...signed }));
    await closed(letter, 'wrong_files');
    // The same way of making it gives one that opens, if it says what was sent.
    const again = await stage.send(sender, [reader]);
    await putMessage(stage, again, reader, await forged({ content: again.manifest, ...signed }));
    await expectArrives(stage, again, reader);
  });

  test('one that was cut or altered is refused', async () => {
    const [letter, another] = [await stage.send(sender, [reader]), await stage.send(sender, [reader])];
    const message = await messageOf(stage, letter, reader);
    await putMessage(stage, letter, reader, message.subarray(0, -20));
    await closed(letter, 'damaged');
    const flipped = Buffer.from(await messageOf(stage, another, reader));
    flipped[flipped.length - 100]! ^= 1;
    await putMessage(stage, another, reader, flipped);
    await closed(another, 'damaged');
  });
});
