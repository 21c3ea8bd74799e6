import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { atTerminal, PASSPHRASE, startPlatform, testFolder } from '@umschlag/cli/testing';
import {
  type ManifestFile,
  openManifest,
  openUnlock,
  readPublicKey,
  readUnlock,
  type SecretKey,
} from '@umschlag/keyring';
import { secretsIn } from './end-to-end/disguises.ts';
import { everyRow } from './end-to-end/everything-kept.ts';
import { tapWire } from './end-to-end/wire-tap.ts';

const SUBJECT = 'Bescheid über die Anerkennung 4711';
const MESSAGE = 'Sehr geehrte Frau Beispiel, anbei Ihr Gutachten.';
const FOLDER = 'Gutachten Dr. Sommerfeld';
const NAME = 'Krankengeschichte Müller.pdf';
const PLAINTEXT = Buffer.from('Diagnose: F32.1, mittelgradige Episode. '.repeat(9000));

type Platform = Awaited<ReturnType<typeof startPlatform>>;
type Someone = Awaited<ReturnType<typeof atTerminal>>;

let platform: Platform;
let folder: Awaited<ReturnType<typeof testFolder>>;
let received: () => Buffer[];
const secrets = new Map<string, Uint8Array>();
const note = (name: string, secret: Uint8Array | string) => void secrets.set(name, Buffer.from(secret));

/** Everything that people do with a delivery of level 4, with the real command, while the server writes all it can. */
beforeAll(async () => {
  platform = await startPlatform();
  folder = await testFolder();
  // More than any setting of the server's makes it say.
  platform.api.app.log.level = 'trace';
  received = tapWire(platform.api.app.server);
  const texts = { PASSPHRASE, SUBJECT, MESSAGE, FOLDER, NAME, plaintext: PLAINTEXT.subarray(0, 40) };
  for (const [name, secret] of Object.entries(texts)) note(name, secret);

  const [sender, erika, max, moritz] = [await caseworker(), await citizen(), await citizen(), await citizen()];
  await makeKey(sender);
  const recoveryCode = await makeKey(erika);
  const byCode = await send(sender, [erika, max], '--access-code');
  const accessCode: string = byCode.accessCodes[0].code;
  note('access code', accessCode);
  note('access code without hyphens', accessCode.replaceAll('-', ''));
  const byRelease = await send(sender, [moritz], '--release');

  const file = await folder.write('recovery', recoveryCode);
  const env = { UMSCHLAG_RECOVERY_CODE_FILE: file };
  await done(erika.run(['receive', linkOf(byCode, erika), '--to', folder.in('1'), '--recovery-code'], { env }));
  await done(max.run(['receive', linkOf(byCode, max), '--to', folder.in('2')], { accessCode }));
  await makeKey(moritz);
  await done(sender.run(['release', byRelease.delivery.id, '--yes']));
  await done(moritz.run(['receive', linkOf(byRelease, moritz), '--to', folder.in('3')]));

  for (const someone of [sender, erika, moritz]) noteSecretKey(someone.email, await secretKeyOf(someone.email));
  for (const { delivery } of [byCode, byRelease]) {
    const files = await filesOf(delivery, await secretKeyOf(sender.email));
    expect(files).toHaveLength(1);
    for (const { id, sessionKey } of files) note(`session key of ${id}`, Buffer.from(sessionKey, 'base64url'));
  }
}, 180_000);
afterAll(async () => {
  await platform[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function done<T extends { exitCode: number; noted: string[] }>(running: Promise<T>): Promise<T> {
  const ended = await running;
  expect([ended.exitCode, ended.exitCode === 0 ? '' : ended.noted.at(-1)]).toEqual([0, '']);
  // Nobody waits in a test for the limits on signing in.
  await platform.api.deps.database.transaction((tx) => tx.deleteFrom('throttles').execute());
  return ended;
}

async function caseworker(): Promise<Someone> {
  const { api } = platform;
  const session = await api.signInAs(await api.createCaseworker());
  const body = { name: 'Test', validDays: 1 };
  const made = await api.call('POST /api/v1/api-tokens', { cookie: session.cookie, body });
  return atTerminal(platform, folder, session, made.body.token);
}

const citizen = async () => atTerminal(platform, folder, await platform.api.createCitizen());

/** @returns the recovery code */
async function makeKey(someone: Someone): Promise<string> {
  const { printed } = await done(someone.run(['keys', 'create']));
  const code = printed[0]!;
  note(`recovery code of ${someone.email}`, code);
  note(`recovery code of ${someone.email} without hyphens`, code.replaceAll('-', ''));
  return code;
}

async function send(sender: Someone, to: readonly Someone[], keyless: string) {
  await folder.write(`${FOLDER}/${NAME}`, PLAINTEXT);
  const recipients = to.map(({ email }) => email).join();
  const texts = ['--subject', SUBJECT, '--message', MESSAGE];
  const args = ['send', folder.in(FOLDER), '--to', recipients, '--level', '4', keyless, '--json', ...texts];
  return JSON.parse((await done(sender.run(args))).printed.join(''));
}

const linkOf = ({ links }: { links: { email: string; link: string }[] }, { email }: Someone) =>
  links.find((one) => one.email === email)!.link;

/** From what the server keeps of it, which the passphrase opens. */
async function secretKeyOf(email: string): Promise<SecretKey> {
  const row = await platform.api.deps.database.db
    .selectFrom('account_keys as k')
    .innerJoin('accounts as a', 'a.id', 'k.account_id')
    .innerJoin('key_unlocks as u', 'u.account_id', 'k.account_id')
    .select(['k.public_key', 'u.material'])
    .where('a.email', '=', email)
    .where('u.kind', '=', 'passphrase')
    .executeTakeFirstOrThrow();
  const publicKey = await readPublicKey({ key: row.public_key, address: email });
  const unlock = readUnlock(row.material.toString());
  return openUnlock({ unlock, secret: { kind: 'passphrase', passphrase: PASSPHRASE }, publicKey });
}

function noteSecretKey(email: string, { openpgp }: SecretKey): void {
  const packets = [openpgp.keyPacket, ...openpgp.subkeys.map(({ keyPacket }) => keyPacket)];
  for (const [index, packet] of packets.entries()) {
    const { privateParams } = packet as unknown as { privateParams: { seed?: Uint8Array; d?: Uint8Array } };
    note(`secret key ${index} of ${email}`, (privateParams.seed ?? privateParams.d)!);
  }
}

/** As the sender reads them in their own copy. */
async function filesOf(delivery: { id: string; files: unknown[] }, key: SecretKey): Promise<readonly ManifestFile[]> {
  const { db } = platform.api.deps.database;
  const { message } = await db
    .selectFrom('manifests')
    .select('message')
    .where('delivery_id', '=', delivery.id)
    .where('recipient_id', 'is', null)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('delivery_files')
    .select(['id', 'sealed_size_bytes'])
    .where('delivery_id', '=', delivery.id)
    .execute();
  const { address } = key.public;
  const { manifest } = await openManifest(new Uint8Array(message), {
    with: { secretKey: key },
    expected: {
      deliveryId: delivery.id,
      level: 4,
      senderAddress: address,
      senderKey: key.public,
      myAddress: address,
      objects: rows.map((row) => ({ fileId: row.id, sizeBytes: row.sealed_size_bytes })),
    },
  });
  return manifest.files;
}

/** Names and octets of all that is in the bucket. */
async function everyObject(): Promise<Buffer> {
  const { store } = platform.api.deps;
  const pieces: Uint8Array[] = [];
  for await (const { key } of store.list()) {
    pieces.push(Buffer.from(`${key}\n`));
    for await (const piece of (await store.get(key)).body) pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

describe('what passes through a server and stays there, of deliveries of level 4 from end to end', () => {
  test('no passphrase, recovery code, access code, session key, secret key, name, text or octet of a file', async () => {
    const piles = {
      requests: Buffer.concat(received()),
      database: await everyRow(platform.api),
      bucket: await everyObject(),
      log: Buffer.from(platform.api.log.join('\n')),
    };
    // Six texts, three recovery codes and an access code in two writings each, six secret keys, two session keys.
    expect(secrets.size).toBe(22);
    for (const [name, pile] of Object.entries(piles)) {
      expect([name, pile.length > 1000]).toEqual([name, true]);
      expect([name, secretsIn(pile, secrets)]).toEqual([name, []]);
    }
    expect(piles.requests.length).toBeGreaterThan(2 * PLAINTEXT.length);
    expect(piles.bucket.length).toBeGreaterThan(2 * PLAINTEXT.length);
  });

  test('the search finds each of them in each writing, wherever it begins', () => {
    for (const [name, secret] of secrets) {
      const octets = Buffer.from(secret);
      for (const offset of [0, 1, 2]) {
        const base64 = Buffer.concat([Buffer.alloc(offset, 7), octets, Buffer.alloc(2, 9)]);
        const writings = [octets, octets.toString('hex'), base64.toString('base64'), base64.toString('base64url')];
        for (const writing of writings) {
          const pile = Buffer.concat([Buffer.from('…'), Buffer.from(writing as string), Buffer.from('…')]);
          expect(secretsIn(pile, new Map([[name, secret]]))).toEqual([name]);
        }
      }
    }
  });
});
