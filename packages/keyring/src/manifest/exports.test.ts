import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sealStream } from '@umschlag/sealed/web';
import { decrypt, enums, generateKey as generateWith, readMessage } from 'openpgp';
import { exportSecretKey } from '../keys/export-key.ts';
import type { SecretKey } from '../keys/key.ts';
import { readPublicKey } from '../keys/read-public-key.ts';
import { exportForGnupg } from './export-for-gnupg.ts';
import { exportAsOpenpgp } from './export-openpgp.ts';
import type { ManifestFile } from './manifest.ts';
import { verifiedPlaintext } from './plaintext-parts.ts';
import { sealedObjectOf } from './sealed-file.ts';
import { allOf, countingBytes, inSteps } from './testing/bytes.ts';
import { aFile, NOW, personKey } from './testing/delivery.ts';

const plain = countingBytes(3_000_000);
let reader: SecretKey;
let file: ManifestFile;
let sealed: Buffer;
beforeAll(async () => {
  reader = await personKey('reader');
  file = await aFile(1, plain);
  sealed = await allOf(sealStream(sealedObjectOf(file), inSteps(plain)));
});

const packetsOf = async (octets: Uint8Array) =>
  (await readMessage({ binaryMessage: octets })).packets.map((packet) => [
    (packet.constructor as { tag?: number }).tag,
    (packet as { version?: number }).version,
  ]);

describe('a file saved as OpenPGP', () => {
  test('opens in openpgp.js for each of its keys', async () => {
    const second = await personKey('second');
    const saved = await allOf(
      exportAsOpenpgp({ file, keys: [reader.public, second.public], now: NOW }, inSteps(sealed)),
    );
    for (const { openpgp: decryptionKeys } of [reader, second]) {
      const message = await readMessage({ binaryMessage: new Uint8Array(saved) });
      const { data } = await decrypt({ message, decryptionKeys, format: 'binary' });
      expect(Buffer.from(data).equals(plain)).toBe(true);
    }
    expect(await packetsOf(saved)).toEqual([
      [enums.packet.publicKeyEncryptedSessionKey, 6],
      [enums.packet.publicKeyEncryptedSessionKey, 6],
      [enums.packet.symEncryptedIntegrityProtectedData, 2],
    ]);
  });

  test('holds the stored octets as they are', async () => {
    const saved = await allOf(exportAsOpenpgp({ file, keys: [reader.public], now: NOW }, inSteps(sealed)));
    expect(saved.subarray(-sealed.length).equals(sealed)).toBe(true);
  });

  test('is broken off if the stored octets are fewer or more than the manifest says', async () => {
    for (const wrong of [sealed.subarray(0, -1), Buffer.concat([sealed, Buffer.of(0)])]) {
      const saving = allOf(exportAsOpenpgp({ file, keys: [reader.public], now: NOW }, inSteps(wrong)));
      await expect(saving).rejects.toMatchObject({ code: 'source_size_mismatch' });
    }
  });
});

const saveForGnupg = (source = inSteps(plain), key = reader.public) =>
  exportForGnupg({ fileName: 'Anlage ü.pdf', keys: [key], now: NOW }, source);

describe('a file saved for GnuPG', () => {
  test('is SEIPDv1 behind a version 3 session key, with its name', async () => {
    const saved = await allOf((await saveForGnupg()) as never);
    expect(await packetsOf(saved)).toEqual([
      [enums.packet.publicKeyEncryptedSessionKey, 3],
      [enums.packet.symEncryptedIntegrityProtectedData, 1],
    ]);
    const message = await readMessage({ binaryMessage: new Uint8Array(saved) });
    const opened = await decrypt({ message, decryptionKeys: reader.openpgp, format: 'binary' });
    expect(opened.filename).toBe('Anlage ü.pdf');
    expect(Buffer.from(opened.data).equals(plain)).toBe(true);
  });

  test('comes while the file is still being opened, so that no file is too large for the memory', async () => {
    let given = 0;
    async function* endless() {
      for (;;) {
        given += plain.length;
        yield plain;
      }
    }
    const reading = (await saveForGnupg(endless())).getReader();
    let taken = 0;
    while (taken < 20_000_000) taken += (await reading.read()).value!.length;
    await reading.cancel();
    expect(given - taken).toBeLessThan(20_000_000);
  });

  test('is broken off when the file is not the one that the sender signed', async () => {
    const altered = plain.slice();
    altered[2_000_000]! ^= 1;
    const saving = saveForGnupg(verifiedPlaintext(file, inSteps(altered))).then((stream) => allOf(stream as never));
    await expect(saving).rejects.toThrow(/not the one that the sender signed/);
  });

  test('is not made for a key that GnuPG does not know', async () => {
    const address = 'newer@example.org';
    const { publicKey } = await generateWith({ type: 'curve25519', userIDs: { email: address }, date: NOW });
    const key = await readPublicKey({ key: publicKey, address, now: NOW });
    await expect(saveForGnupg(inSteps(plain), key)).rejects.toMatchObject({ code: 'key_algorithm_refused' });
  });
});

const run = promisify(execFile);
const found = await run('gpg', ['--version']).then(
  () => true,
  () => false,
);
if (!found)
  process.stderr.write('SKIPPED: GnuPG in manifest/exports.test.ts, since there is no gpg on this machine.\n');

(found ? describe : describe.skip)('GnuPG', () => {
  const passphrase = 'lange genug für einen Export';
  let home: string;
  beforeAll(async () => {
    // A short path: the agent's socket lies in it.
    home = await mkdtemp(path.join(tmpdir(), 'kr-'));
    await gpg(['--import'], Buffer.from(await exportSecretKey({ key: reader, passphrase })));
  });
  afterAll(async () => {
    await run('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
    await rm(home, { recursive: true, force: true });
  });

  async function gpg(args: string[], input: Uint8Array): Promise<{ code: number | null; out: Buffer; said: string }> {
    const unattended = ['--batch', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', passphrase];
    const running = spawn('gpg', ['--homedir', home, ...unattended, ...args]);
    Readable.from([input]).pipe(running.stdin);
    running.stdin.on('error', () => undefined);
    const exit = new Promise<number | null>((resolve) => running.on('close', resolve));
    const [out, said, code] = await Promise.all([allOf(running.stdout), allOf(running.stderr), exit]);
    return { code, out, said: said.toString() };
  }

  test('opens the file that was saved for it, and finds it whole', async () => {
    const saved = await allOf((await saveForGnupg()) as never);
    const { code, out, said } = await gpg(['--decrypt', '--status-fd', '2'], saved);
    expect(out.equals(plain)).toBe(true);
    expect([code, said]).toEqual([0, expect.stringContaining('GOODMDC')]);
  });

  test('does not open a file saved as OpenPGP, as the documentation says', async () => {
    const saved = await allOf(exportAsOpenpgp({ file, keys: [reader.public], now: NOW }, inSteps(sealed)));
    const { code, out } = await gpg(['--decrypt'], saved);
    expect([code !== 0, out.length]).toEqual([true, 0]);
  });
});
