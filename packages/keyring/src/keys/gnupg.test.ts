import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { createMessage, decrypt, encrypt, readMessage, readSignature, verify } from 'openpgp';
import { code } from '../testing/keys.ts';
import { exportPublicKey, exportSecretKey } from './export-key.ts';
import { generateKey } from './generate-key.ts';
import { importSecretKey } from './import-key.ts';
import { readPublicKey } from './read-public-key.ts';

/** Making RSA keys takes long on a busy machine. */
jest.setTimeout(180_000);

const run = promisify(execFile);
const found = await run('gpg', ['--version']).then(
  () => true,
  () => false,
);
if (!found) process.stderr.write('SKIPPED: keys/gnupg.test.ts, since there is no gpg on this machine.\n');

const passphrase = 'lange genug für einen Export';
const anna = 'anna@amt.example';
const otto = 'otto@amt.example';

(found ? describe : describe.skip)('GnuPG', () => {
  let home: string;
  beforeAll(async () => {
    // A short path: the agent's socket lies in it.
    home = await mkdtemp(path.join(tmpdir(), 'kr-'));
  });
  afterAll(async () => {
    await run('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']);
    await rm(home, { recursive: true, force: true });
  });

  /** Runs gpg with `input` on its standard input, and answers what it wrote. */
  async function gpg(args: string[], input = ''): Promise<string> {
    const unattended = ['--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', passphrase];
    const running = run('gpg', ['--homedir', home, ...unattended, '--trust-model', 'always', ...args]);
    // Not every command reads its input: whether all went well is for gpg's exit code to tell.
    running.child.stdin!.on('error', () => {}).end(input);
    return (await running).stdout;
  }

  test('imports the exported secret key, opens what is encrypted to it and signs with it', async () => {
    const { secret, fingerprint } = await generateKey({ address: anna });
    await gpg(['--import'], await exportSecretKey({ key: secret, passphrase }));
    const listed = await gpg(['--list-secret-keys', '--with-colons', anna]);
    expect(listed).toContain(`fpr:::::::::${fingerprint}:`);
    expect(listed).toContain(`::${anna}:`);

    // SEIPDv1, which is all that GnuPG opens: the compatible export of a file.
    const message = await createMessage({ text: 'Grüße' });
    const keys = (await readPublicKey({ key: exportPublicKey(secret.public), address: anna })).openpgp;
    const sessionKey = { data: crypto.getRandomValues(new Uint8Array(32)), algorithm: 'aes256' as const };
    const encrypted = await encrypt({ message, encryptionKeys: keys, sessionKey });
    expect(await gpg(['--decrypt'], encrypted)).toBe('Grüße');

    const armoredSignature = await gpg(['--armor', '--detach-sign', '-u', anna], 'Brief');
    const signature = await readSignature({ armoredSignature });
    const signed = await createMessage({ binary: new TextEncoder().encode('Brief') });
    const { signatures } = await verify({ message: signed, signature, verificationKeys: keys });
    await expect(signatures[0]!.verified).resolves.toBe(true);
  });

  test.each([
    ['RSA', 'rsa2048', 'rsa2048'],
    ['NIST P-256', 'nistp256', 'nistp256'],
    ['Curve25519', 'ed25519', 'cv25519'],
  ])('gives a %s key that is imported here, with GnuPG’s own locking', async (_, primary, subkey) => {
    const address = `${primary}@amt.example`;
    await gpg(['--quick-gen-key', `Otto Amt <${address}>`, primary, 'sign,cert', 'never']);
    const listed = await gpg(['--list-keys', '--with-colons', address]);
    const fingerprint = /^fpr:{9}([0-9A-F]{40}):/m.exec(listed)![1]!;
    await gpg(['--quick-add-key', fingerprint, subkey, 'encrypt', 'never']);
    const key = await gpg(['--armor', '--export-secret-keys', address]);

    const imported = await importSecretKey({ key, address, passphrase });
    expect(imported.public).toMatchObject({ fingerprint, address, keyVersion: 4, announcesSeipdv2: false });
    await expect(importSecretKey({ key, address, passphrase: 'another' })).rejects.toMatchObject(code('wrong_secret'));
    await expect(importSecretKey({ key, address: otto, passphrase })).rejects.toMatchObject(
      code('key_address_mismatch'),
    );

    // SEIPDv2 to a version 6 PKESK, as every manifest is, though the key does not announce it.
    const sessionKey = {
      data: crypto.getRandomValues(new Uint8Array(32)),
      algorithm: 'aes256',
      aeadAlgorithm: 'gcm',
    } as const;
    const message = await createMessage({ text: 'Akte' });
    const armoredMessage = await encrypt({ message, encryptionKeys: imported.public.openpgp, sessionKey });
    const read = await readMessage({ armoredMessage });
    expect(read.packets.map((packet) => (packet as unknown as { version: number }).version)).toEqual([6, 2]);
    expect((await decrypt({ message: read, decryptionKeys: imported.openpgp })).data).toBe('Akte');
  });

  test('gives a key without its primary secret, which is refused', async () => {
    const address = 'offline@amt.example';
    await gpg(['--quick-gen-key', address, 'ed25519', 'sign,cert', 'never']);
    const listed = await gpg(['--list-keys', '--with-colons', address]);
    const fingerprint = /^fpr:{9}([0-9A-F]{40}):/m.exec(listed)![1]!;
    await gpg(['--quick-add-key', fingerprint, 'cv25519', 'encrypt', 'never']);
    const key = await gpg(['--armor', '--export-secret-subkeys', address]);
    await expect(importSecretKey({ key, address, passphrase })).rejects.toMatchObject(code('key_incomplete'));
  });
});
