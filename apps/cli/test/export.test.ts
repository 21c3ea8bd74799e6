import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { decrypt, decryptKey, readKey, readMessage, readPrivateKey } from 'openpgp';
import { atTerminal, PASSPHRASE } from '../src/testing/people.ts';
import { startPlatform } from '../src/testing/platform.ts';
import { hashesBelow, noise, testFolder } from '../src/testing/test-folder.ts';

type Open = (message: Uint8Array, isSigned: boolean) => Promise<Uint8Array>;

/** See packages/keyring/src/manifest/sop-interop.test.ts. */
const programs = (process.env.UMSCHLAG_SOP ?? '').split(':').filter((name) => name !== '');
if (programs.length === 0) {
  process.stderr.write('SKIPPED: apps/cli/test/export.test.ts with other programs, since UMSCHLAG_SOP names none.\n');
}

/** More than one part, so that the digest is one over several. */
const PLAIN = noise(17 * 1024 ** 2 + 3);

let platform: Awaited<ReturnType<typeof startPlatform>>;
let folder: Awaited<ReturnType<typeof testFolder>>;
let printed: string[];
beforeAll(async () => {
  platform = await startPlatform();
  folder = await testFolder();
  const { api } = platform;
  const session = await api.signInAs(await api.createCaseworker());
  const made = await api.call('POST /api/v1/api-tokens', { cookie: session.cookie, body: { name: 'x', validDays: 1 } });
  const sender = await atTerminal(platform, folder, session, made.body.token);
  const erika = await atTerminal(platform, folder, await api.createCitizen());
  const run = async (who: typeof erika, ...args: string[]) => {
    const result = await who.run(args);
    expect([result.exitCode, result.noted.at(-1)]).toEqual([0, expect.anything()]);
    return result;
  };
  await run(sender, 'keys', 'create');
  await run(erika, 'keys', 'create');
  await folder.write('Befund Müller.pdf', PLAIN);
  await folder.write('passphrase', PASSPHRASE);
  const texts = ['--subject', 'Bescheid', '--message', 'Hallo'];
  const wish = [folder.in('Befund Müller.pdf'), '--level', '4', ...texts, '--to', erika.email, '--json'];
  const sent = await run(sender, 'send', ...wish);
  const [{ link }] = JSON.parse(sent.printed.join('')).links;
  printed = (await run(erika, 'receive', link, '--export-openpgp', '--to', folder.in('exported'))).printed;
  await run(erika, 'keys', 'export', '--secret', folder.in('erika.key'));
});
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]();
  await platform?.[Symbol.asyncDispose]();
});

const exported = (end: string) => printed.find((path) => path.endsWith(end))!;

/** With the library that the product itself stands on, but by none of the product's code. */
const withOpenpgpJs: Open = async (octets, isSigned) => {
  const locked = await readPrivateKey({ armoredKey: await readFile(folder.in('erika.key'), 'utf8') });
  const senderKey = await readKey({ armoredKey: await readFile(exported('-sender.asc'), 'utf8') });
  const { data } = await decrypt({
    message: await readMessage({ binaryMessage: octets }),
    decryptionKeys: await decryptKey({ privateKey: locked, passphrase: PASSPHRASE }),
    ...(isSigned && { verificationKeys: senderKey, expectSigned: true }),
    format: 'binary',
  });
  return data as Uint8Array;
};

/** With another implementation of RFC 9580, through the Stateless OpenPGP interface. */
const withProgram =
  (program: string): Open =>
  async (octets, isSigned) => {
    const proof = folder.in(`${basename(program)}.proof`);
    const verifying = [`--verify-with=${exported('-sender.asc')}`, `--verifications-out=${proof}`];
    const how = [
      `--with-key-password=${folder.in('passphrase')}`,
      ...(isSigned ? verifying : []),
      folder.in('erika.key'),
    ];
    const plain = await new Promise<Buffer>((resolve, reject) => {
      const options = { encoding: 'buffer' as const, maxBuffer: 2 * PLAIN.length };
      const running = execFile(program, ['decrypt', ...how], options, (error, out) =>
        error ? reject(error) : resolve(out),
      );
      running.stdin!.end(octets);
    });
    if (isSigned) expect((await readFile(proof, 'utf8')).trim().split('\n')).toHaveLength(1);
    return plain;
  };

const ways: [string, Open][] = [
  ['openpgp.js', withOpenpgpJs],
  ...programs.map((program): [string, Open] => [basename(program), withProgram(program)]),
];

describe('a delivery exported as OpenPGP', () => {
  test('is its files, the manifest and the sender’s key, and nothing that is open', async () => {
    const names = Object.keys(await hashesBelow(folder.in('exported'))).sort();
    expect(printed.map((path) => basename(path)).sort()).toEqual(names);
    expect(names).toEqual([
      'Befund Müller.pdf.pgp',
      expect.stringMatching(/^umschlag-[0-9a-f]{8}-manifest\.pgp$/),
      expect.stringMatching(/^umschlag-[0-9a-f]{8}-sender\.asc$/),
    ]);
  });

  test.each(ways)(
    'opens in %s: the manifest is signed by the sender, and the file is the one it names',
    async (_, open) => {
      const manifest = JSON.parse(Buffer.from(await open(await readFile(exported('-manifest.pgp')), true)).toString());
      expect(manifest).toMatchObject({ level: 4, subject: 'Bescheid', message: 'Hallo' });
      const [file] = manifest.files;
      expect(file).toMatchObject({ path: ['Befund Müller.pdf'], sizeBytes: PLAIN.length });

      const plain = await open(await readFile(exported('.pdf.pgp')), false);
      expect(Buffer.from(plain).equals(PLAIN)).toBe(true);
      // The manifest says no SHA-256 of the whole, but of each part (docs/FORMATS.md, "The text").
      // A part is whole chunks of the packet; of that, 12 octets stand before the plaintext ("The packet inside").
      const partOctets = file.digest.chunksPerPart * 262_144;
      const parts = [];
      for (let end = partOctets - 12, from = 0; from < plain.length; from = end, end += partOctets) {
        parts.push(plain.subarray(from, end));
      }
      const digests = parts.map((part) => createHash('sha256').update(part).digest('base64url'));
      expect(digests.length).toBeGreaterThan(1);
      expect(file.digest.partSha256).toEqual(digests);
    },
  );
});
