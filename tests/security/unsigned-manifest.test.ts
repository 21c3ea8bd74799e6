import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { generateKey, type Manifest, type SecretKey } from '@umschlag/keyring';
import { forged } from '@umschlag/keyring/testing';
import { decrypt, readMessage } from 'openpgp';
import { messageOf, putMessage } from './attacks/rows.ts';
import { expectArrives, expectClosed, openStage, type Somebody, type Stage } from './attacks/stage.ts';

let stage: Stage;
let sender: Somebody;
let reader: Somebody;
/** Has an account and a key of her own. */
let mallory: Somebody;

beforeAll(async () => {
  stage = await openStage();
  sender = await stage.caseworker();
  reader = await stage.citizen();
  mallory = await stage.caseworker();
});
afterAll(() => stage[Symbol.asyncDispose]());

const listed = ({ public: { address, fingerprint } }: SecretKey) => ({ address, fingerprint });

/** Puts in the place of a sent manifest what `make` makes of it, and has the reader refuse it. */
async function expectRefused(
  code: string,
  make: (manifest: Manifest) => { content: unknown; signers: readonly SecretKey[] },
): Promise<void> {
  const letter = await stage.send(sender, [reader]);
  const readers = [reader.key.public];
  await putMessage(stage, letter, reader, await forged({ ...make(letter.manifest), readers, now: new Date() }));
  await expectClosed(stage, { sender, reader, letter, code });
}

describe('a manifest that somebody else has made', () => {
  test('is refused without a signature', async () => {
    await expectRefused('not_signed', (content) => ({ content, signers: [] }));
  });

  test('is refused with a stranger’s signature, in whose name it may be', async () => {
    const stranger = (await generateKey({ address: sender.session.email })).secret;
    await expectRefused('wrong_signer', (content) => ({ content, signers: [stranger] }));
    await expectRefused('wrong_signer', (manifest) => ({
      content: { ...manifest, sender: listed(stranger) },
      signers: [stranger],
    }));
  });

  test('is refused with the signature of another account, in whose name it may be', async () => {
    await expectRefused('wrong_signer', (content) => ({ content, signers: [mallory.key] }));
    await expectRefused('wrong_signer', (manifest) => ({
      content: { ...manifest, sender: listed(mallory.key) },
      signers: [mallory.key],
    }));
  });

  test('is refused with the right signature beside another one', async () => {
    await expectRefused('bad_signature', (content) => ({ content, signers: [sender.key, mallory.key] }));
  });

  test('is refused when the sender has rightly signed something that is no manifest', async () => {
    await expectRefused('malformed', () => ({
      content: { type: 'umschlag-contacts', version: 1, contacts: [] },
      signers: [sender.key],
    }));
  });

  test('is refused with the sender’s signature of what it was before', async () => {
    const letter = await stage.send(sender, [reader]);
    const { signatures } = await decrypt({
      message: await readMessage({ binaryMessage: new Uint8Array(await messageOf(stage, letter, reader)) }),
      decryptionKeys: reader.key.openpgp,
      format: 'binary',
    });
    const options = { signature: await signatures[0]!.signature };
    const readers = [reader.key.public];
    const changed = { ...letter.manifest, subject: 'Etwas anderes' };
    await putMessage(stage, letter, reader, await forged({ content: changed, readers, options, now: new Date() }));
    await expectClosed(stage, { sender, reader, letter, code: 'bad_signature' });
  });

  test('is refused where the server gives no key of the sender', async () => {
    const gone = await stage.caseworker();
    const letter = await stage.send(gone, [reader]);
    await stage.change((tx) =>
      tx.deleteFrom('account_keys').where('account_id', '=', gone.session.accountId).execute(),
    );
    await expectClosed(stage, { sender: gone, reader, letter, code: 'unknown_signer' });
  });

  test('what the sender has signed is opened', async () => {
    await expectArrives(stage, await stage.send(sender, [reader]), reader);
  });
});
