import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { formatFingerprint, generateKey, type SecretKey } from '@umschlag/keyring';
import { forged } from '@umschlag/keyring/testing';
import { addToLog, replaceKey, rewriteLog } from './attacks/forged-log.ts';
import { startLyingServer } from './attacks/lying-server.ts';
import { putMessage } from './attacks/rows.ts';
import { expectArrives, expectClosed, MESSAGE, NAMES, openStage, type Somebody, type Stage } from './attacks/stage.ts';

let stage: Stage;
let sender: Somebody;
let reader: Somebody;

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage[Symbol.asyncDispose]());

// Each attack spoils the keys of those whom it is about.
beforeEach(async () => {
  sender = await stage.caseworker();
  reader = await stage.citizen();
});

/** A key in somebody's name, of which they know nothing. */
const posingAs = async ({ session }: Somebody): Promise<SecretKey> =>
  (await generateKey({ address: session.email })).secret;

const run = async ({ terminal }: Somebody, args: string[]) => {
  await stage.forgetTries();
  const { exitCode, noted, printed } = await terminal.run(args);
  return { exitCode, said: [...noted, ...printed].join('\n') };
};

/** Takes the key to the person's computer, which from then on knows it. */
const fetchKey = async (person: Somebody) => expect((await run(person, ['keys', 'fetch'])).exitCode).toBe(0);
const audit = (person: Somebody) => run(person, ['keys', 'audit']);

describe('a server that puts a key of its own in the place of the sender’s', () => {
  test('makes what the sender has really signed be refused', async () => {
    const letter = await stage.send(sender, [reader]);
    await replaceKey(stage, sender, await posingAs(sender));
    await expectClosed(stage, { sender, reader, letter, code: 'wrong_signer' });
  });

  test.each([
    ['without a word in the key log', async () => {}],
    ['with an entry in the key log', addToLog],
    ['with the key log written anew', rewriteLog],
  ] as const)('is not believed by who has received from the sender before, %s', async (_, forgeLog) => {
    await expectArrives(stage, await stage.send(sender, [reader]), reader);
    const letter = await stage.send(sender, [reader]);
    const posing = await posingAs(sender);
    await replaceKey(stage, sender, posing);
    await forgeLog(stage, sender, posing);
    const { address, fingerprint } = posing.public;
    const content = { ...letter.manifest, sender: { address, fingerprint } };
    const forgery = { content, signers: [posing], readers: [reader.key.public], now: new Date() };
    await putMessage(stage, letter, reader, await forged(forgery));
    await expectClosed(stage, { sender, reader, letter, code: 'wrong_signer' });
  });

  test('is shown with its fingerprint to who has nothing to compare with, and found by the sender’s audit', async () => {
    await fetchKey(sender);
    expect((await audit(sender)).exitCode).toBe(0);
    const letter = await stage.send(sender, [reader]);
    const posing = await posingAs(sender);
    await replaceKey(stage, sender, posing);
    await addToLog(stage, sender, posing);
    const { address, fingerprint } = posing.public;
    const content = { ...letter.manifest, sender: { address, fingerprint } };
    const forgery = { content, signers: [posing], readers: [reader.key.public], now: new Date() };
    await putMessage(stage, letter, reader, await forged(forgery));
    // Nobody can know better at the first contact: the words are there to be compared.
    const got = await stage.receive(reader, stage.linkOf(letter, reader));
    expect([got.exitCode, got.said]).toEqual([0, expect.stringContaining(formatFingerprint(fingerprint))]);
    const found = await audit(sender);
    expect([found.exitCode, found.said]).toEqual([1, expect.stringContaining(`the key ${fingerprint} was added`)]);
    expect(found.said).toContain('umschlag: key_log_wrong:');
  });
});

describe('a key that is not its owner’s is found by their audit', () => {
  beforeEach(async () => {
    await fetchKey(reader);
    expect((await audit(reader)).exitCode).toBe(0);
  });

  test('when the key log has no word of it', async () => {
    const posing = await posingAs(reader);
    await replaceKey(stage, reader, posing);
    const found = await audit(reader);
    expect(found.exitCode).toBe(1);
    expect(found.said).toContain(`The server gives out the key ${posing.public.fingerprint}`);
  });

  test('when an entry was added for it', async () => {
    const posing = await posingAs(reader);
    await replaceKey(stage, reader, posing);
    await addToLog(stage, reader, posing);
    const found = await audit(reader);
    expect(found.exitCode).toBe(1);
    expect(found.said).toContain(`the key ${posing.public.fingerprint} was added in your name`);
  });

  test('when history was written anew', async () => {
    const posing = await posingAs(reader);
    await rewriteLog(stage, reader, posing);
    await replaceKey(stage, reader, posing);
    const found = await audit(reader);
    expect(found.exitCode).toBe(1);
    expect(found.said).toContain('umschlag: key_log_rewritten:');
  });
});

describe('a server that puts a key of its own in the place of the recipient’s', () => {
  const send = (server = '') =>
    run(sender, [
      ...['send', stage.folder.in(NAMES[0]), '--to', reader.session.email, '--level', '4', '--message', MESSAGE],
      ...(server ? ['--server', server] : []),
    ]);
  beforeEach(async () => {
    await stage.folder.write(NAMES[0], 'Diagnose: F32.1');
    await fetchKey(sender);
  });

  test.each([
    ['without a word in the key log', async () => {}],
    ['with an entry in the key log', addToLog],
    ['with the key log written anew', rewriteLog],
  ] as const)('is not believed by who has sent to them before, %s', async (_, forgeLog) => {
    expect((await send()).exitCode).toBe(0);
    const posing = await posingAs(reader);
    await forgeLog(stage, reader, posing);
    await replaceKey(stage, reader, posing);
    const second = await send();
    expect([second.exitCode, second.said]).toEqual([4, expect.stringContaining('umschlag: key_changed: ')]);
    expect(await deliveriesOf(sender)).toHaveLength(1);
  });

  test('is not believed by who has sent to them before when it hides the key instead', async () => {
    expect((await send()).exitCode).toBe(0);
    await stage.sql(`DELETE FROM account_keys WHERE account_id = '${reader.session.accountId}'`);
    const second = await send();
    expect([second.exitCode, second.said]).toEqual([4, expect.stringContaining('umschlag: key_gone: ')]);
  });

  test('does not get what is written to the first key when the second comes between writing and sending', async () => {
    const posing = await posingAs(reader);
    await using server = await startLyingServer(stage.api.url, {
      before: (method, path) =>
        method === 'POST' && path.endsWith('/send') ? replaceKey(stage, reader, posing) : undefined,
    });
    await stage.forgetTries();
    const env = { UMSCHLAG_URL: server.url };
    expect((await sender.terminal.run(['keys', 'fetch'], { env })).exitCode).toBe(0);
    const args = ['send', stage.folder.in(NAMES[0]), '--to', reader.session.email, '--level', '4'];
    const sent = await sender.terminal.run(args, { env });
    expect([sent.exitCode, sent.noted.at(-1)]).toEqual([1, expect.stringContaining('recipient_key_changed')]);
    expect(await deliveriesOf(sender)).toEqual([]);
  });

  test('is shown with its fingerprint at the first contact, and the sender’s audit tells when it changes', async () => {
    expect((await send()).exitCode).toBe(0);
    expect((await audit(sender)).said).toContain('1 contacts');
    const posing = await posingAs(reader);
    await replaceKey(stage, reader, posing);
    const silent = await audit(sender);
    expect([silent.exitCode, silent.said]).toEqual([1, expect.stringContaining('umschlag: key_log_wrong:')]);
    await addToLog(stage, reader, posing);
    const { said } = await audit(sender);
    expect(said).toContain(`the key ${posing.public.fingerprint} was added for ${reader.session.email}`);
  });
});

const deliveriesOf = ({ session }: Somebody) =>
  stage.api.deps.database.db.selectFrom('deliveries').select('id').where('sender_id', '=', session.accountId).execute();
