import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { newSalt, partOf } from '@umschlag/sealed';
import { layoutOf, sealPart } from '@umschlag/sealed/node';
import { octetsOf } from '../invariants/transfer/delivery.ts';
import { objectKeyOf, octetsOfObject, putObject } from './attacks/rows.ts';
import { expectArrives, expectFileRefused, NAMES, openStage, type Somebody, type Stage } from './attacks/stage.ts';
import type { SentLetter } from './end-to-end/client.ts';

let stage: Stage;
let sender: Somebody;
let reader: Somebody;

beforeAll(async () => {
  stage = await openStage();
  sender = await stage.caseworker();
  reader = await stage.citizen();
});
afterAll(() => stage[Symbol.asyncDispose]());

const send = () => stage.send(sender, [reader]);
const idsOf = ({ manifest }: SentLetter) => manifest.files.map(({ id }) => id) as [string, string];
const refused = (letter: SentLetter, code: string, reason?: string) =>
  expectFileRefused(stage, { sender, reader, letter, code, ...(reason && { reason }) }, NAMES[0]);

async function exchangeRows(one: string, other: string): Promise<void> {
  const keys = [await objectKeyOf(stage, one), await objectKeyOf(stage, other)] as const;
  const point = (id: string, key: string) =>
    stage.sql(`UPDATE delivery_files SET object_key = '${key}' WHERE id = '${id}'`);
  // No two rows may name one object.
  await point(one, `${keys[0]}-away`);
  await point(other, keys[0]);
  await point(one, keys[1]);
}

describe('a server that gives one file for another', () => {
  test('what nobody has altered arrives', async () => {
    await expectArrives(stage, await send(), reader);
  });

  test('two files of a delivery exchanged in the database are refused', async () => {
    const letter = await send();
    await exchangeRows(...idsOf(letter));
    await refused(letter, 'damaged');
  });

  test('the file of another delivery to the same recipient is refused', async () => {
    const [letter, other] = [await send(), await send()];
    await exchangeRows(idsOf(letter)[0], idsOf(other)[0]);
    await refused(letter, 'damaged');
    await refused(other, 'damaged');
  });

  test('two objects exchanged in the storage are refused', async () => {
    const letter = await send();
    const [one, other] = idsOf(letter);
    const octets = [await octetsOfObject(stage, one), await octetsOfObject(stage, other)] as const;
    await putObject(stage, one, octets[1]);
    await putObject(stage, other, octets[0]);
    await refused(letter, 'damaged');
  });

  test('the chunks of an object in another order are refused', async () => {
    const letter = await send();
    const [id] = idsOf(letter);
    const octets = await octetsOfObject(stage, id);
    const [record, begin] = [262_160, 36];
    // The second chunk is the shorter one: as much of the first stands where it stood.
    const second = octets.subarray(begin + record, -16);
    const changed = Buffer.from(octets);
    octets.copy(changed, begin + record, begin, begin + second.length);
    await putObject(stage, id, changed);
    await refused(letter, 'damaged');
  });

  test('another plaintext under the right key, which a recipient in league with the server can make, is refused', async () => {
    const letter = await send();
    const [file] = letter.manifest.files;
    const layout = layoutOf(file!.sizeBytes);
    const input = { sessionKey: Buffer.from(file!.sessionKey, 'base64url'), salt: newSalt(), layout };
    const forged = await sealPart(input, partOf(layout, 64, 1), octetsOf(file!.sizeBytes, 99));
    await putObject(stage, file!.id, forged);
    await refused(letter, 'file_digest_mismatch', 'file_digest_mismatch');
  });
});
