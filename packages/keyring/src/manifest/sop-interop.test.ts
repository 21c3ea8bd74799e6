import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readPrivateKey } from 'openpgp';
import { readPublicKey } from '../keys/read-public-key.ts';
import { exportAsOpenpgp } from './export-openpgp.ts';
import { allOf, inSteps } from './testing/bytes.ts';

/**
 * Programs with the Stateless OpenPGP interface that know SEIPDv2, separated by colons: those of Debian 13 (sqop, rsop,
 * gosop; each another implementation) do, those of Debian 12 do not.
 */
const programs = (process.env.UMSCHLAG_SOP ?? '').split(':').filter((name) => name !== '');
if (programs.length === 0) {
  process.stderr.write('SKIPPED: manifest/sop-interop.test.ts, since UMSCHLAG_SOP names no OpenPGP programs.\n');
}

const read = async (url: string) => JSON.parse(await readFile(new URL(url, import.meta.url), 'utf8'));

(programs.length > 0 ? describe.each(programs) : describe.skip.each(['no program']))('%s', (program) => {
  let folder: string;
  let vector: Record<'message' | 'copyToOwnKey' | 'released' | 'text' | 'releasedText' | 'later', string>;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sop-'));
    const { secretKeys, accessCode, ...others } = await read('../../vectors/manifest.json');
    vector = others;
    await writeFile(path.join(folder, 'code'), accessCode);
    for (const [name, key] of Object.entries<string>(secretKeys)) {
      await writeFile(path.join(folder, `${name}.key`), key);
      const certificate = (await readPrivateKey({ armoredKey: key })).toPublic().armor();
      await writeFile(path.join(folder, `${name}.cert`), certificate);
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  function opened(args: string[], message: Uint8Array): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { cwd: folder, encoding: 'latin1' as const };
      const running = execFile(program, ['decrypt', ...args], options, (error, out) =>
        error ? reject(error) : resolve(out),
      );
      running.stdin!.end(message);
    });
  }

  test.each([
    ['message', 'text', 'reader'],
    ['message', 'text', 'sender'],
    ['copyToOwnKey', 'text', 'newcomer'],
    ['released', 'releasedText', 'reader'],
    ['released', 'releasedText', 'pending'],
  ] as const)(
    'opens the published %s as %s with the key of the %s, and finds it signed',
    async (message, text, name) => {
      const proof = `${message}-${name}.proof`;
      const args = ['--verify-with=sender.cert', `--verifications-out=${proof}`, `${name}.key`];
      const json = await opened(args, Buffer.from(vector[message], 'base64'));
      expect(Buffer.from(json, 'latin1').toString()).toBe(vector[text]);
      expect(await readFile(path.join(folder, proof), 'utf8')).toMatch(/^2026-11-2\dT10:00:00Z [0-9A-Fa-f]{40} /);
    },
  );

  test('opens the published message with the access code', async () => {
    const json = await opened(['--with-password=code'], Buffer.from(vector.message, 'base64'));
    expect(Buffer.from(json, 'latin1').toString()).toBe(vector.text);
  });

  test('opens a file that was saved as OpenPGP', async () => {
    const { cases } = await read('../../../sealed/vectors/sealed-objects.json');
    const { sealed } = cases.find((one: { plainSizeBytes: number }) => one.plainSizeBytes === 13);
    const now = new Date(vector.later);
    const cert = await readFile(path.join(folder, 'reader.cert'), 'utf8');
    const key = await readPublicKey({ key: cert, address: 'reader@example.org', now });
    const file = JSON.parse(vector.text).files[0];
    const saved = await allOf(exportAsOpenpgp({ file, keys: [key], now }, inSteps(Buffer.from(sealed, 'hex'))));
    expect(await opened(['reader.key'], saved)).toBe('\0\x01\x02\x03\x04\x05\x06\x07\x08\t\n\v\f');
  });
});
