import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readPrivateKey } from 'openpgp';
import { type Browser, chromium } from 'playwright-core';
import { lockWith, openUnlock, readPublicKey, readUnlock } from './index.ts';
import { newKey } from './testing/keys.ts';

/** Argon2id several times over, in a browser, on a machine that may be busy. */
jest.setTimeout(180_000);

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'];
const ADDRESS = 'anna@amt.example';
const PASSPHRASE = 'eine Passphrase für zwei Welten';

const reason =
  process.env.UMSCHLAG_TEST_QUICK === '1'
    ? 'the quick tests leave the browser out'
    : existsSync(PROGRAM)
      ? undefined
      : `${PROGRAM} is not installed (Debian: chromium)`;
if (reason) process.stderr.write(`SKIPPED: the keyring in Chromium, because ${reason}\n`);

/** What runs in the page, as text, since it is compiled for Node here. `keyring` is the bundle's module. */
const IN_PAGE = {
  make: `async ({ address, passphrase }) => {
    const keyring = await import('/keyring.js');
    const { secret, publicKeyArmored } = await keyring.generateKey({ address });
    const unlock = await keyring.lockWith({ key: secret, secret: { kind: 'passphrase', passphrase } });
    const words = await keyring.fingerprintWords(secret.public.fingerprint);
    return { publicKeyArmored, unlock: keyring.writeUnlock(unlock), words, ...(await keyring.tuneArgon2()) };
  }`,
  open: `async ({ address, passphrase, publicKeyArmored, unlock }) => {
    const keyring = await import('/keyring.js');
    const publicKey = await keyring.readPublicKey({ key: publicKeyArmored, address });
    const secret = { kind: 'passphrase', passphrase };
    return keyring.openUnlock({ unlock: keyring.readUnlock(unlock), secret, publicKey }).then(
      ({ openpgp }) => openpgp.getFingerprint(),
      ({ code }) => code,
    );
  }`,
  /** Opens a manifest by access code and puts a small file into both forms of export. */
  manifest: `async ({ message, accessCode, certificate, expected, now: said }) => {
    const keyring = await import('/keyring.js');
    const now = new Date(said);
    const senderKey = await keyring.readPublicKey({ key: certificate, address: expected.senderAddress, now });
    const octets = Uint8Array.from(atob(message), (character) => character.charCodeAt(0));
    const opener = { with: { accessCode }, expected: { ...expected, senderKey }, now };
    const { manifest, signer } = await keyring.openManifest(octets, opener);
    const plain = (async function* () { yield new Uint8Array(100_000); yield new Uint8Array(100_000); })();
    const stream = await keyring.exportForGnupg({ fileName: 'a.bin', keys: [senderKey], now }, plain);
    const exported = new Uint8Array(await new Response(stream).arrayBuffer());
    return { text: JSON.stringify(manifest), signedBy: signer.fingerprint, exportedBytes: exported.length };
  }`,
};

async function bundle(kind: string): Promise<Record<string, string>> {
  const script = fileURLToPath(new URL('testing/bundle.fixture.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, kind], {
    cwd: fileURLToPath(new URL('../../..', import.meta.url)),
    maxBuffer: 32 * 2 ** 20,
    // Jest's flags are not the child's.
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  return JSON.parse(stdout) as Record<string, string>;
}

/** Serves the bundle and an empty page under the policy that is asked for in the page's path. */
function serve(files: Record<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const name = request.url!.slice(1);
    const script = files[name];
    const wasm = name === 'with-wasm' ? " 'wasm-unsafe-eval'" : '';
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html');
    response.setHeader('content-security-policy', `default-src 'none'; script-src 'self'${wasm}`);
    response.end(script ?? '<!doctype html><title>keyring</title>');
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

(reason ? describe.skip : describe).each(['full', 'lightweight'])('in Chromium, with openpgp.js’ %s build', (kind) => {
  let browser: Browser;
  let server: Server;
  beforeAll(async () => {
    const files = await bundle(kind);
    const size = gzipSync(files['keyring.js']!, { level: 9 }).length;
    process.stderr.write(`The keyring for browsers, ${kind}: ${(size / 1000).toFixed(1)} kB gzip\n`);
    server = await serve(files);
    browser = await chromium.launch({ executablePath: PROGRAM, args: FLAGS });
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
  });

  async function inPage<Answer>(page: string, script: string, input: object): Promise<Answer> {
    const context = await browser.newContext();
    const opened = await context.newPage();
    // localhost is a secure context: WebCrypto is there.
    await opened.goto(`http://localhost:${(server.address() as AddressInfo).port}/${page}`);
    try {
      return (await opened.evaluate(`(${script})(${JSON.stringify(input)})`)) as Answer;
    } finally {
      await context.close();
    }
  }

  const secret = { kind: 'passphrase', passphrase: PASSPHRASE } as const;
  const input = { address: ADDRESS, passphrase: PASSPHRASE };

  test('a key and an unlock that the browser made open in Node', async () => {
    const made = await inPage<{ publicKeyArmored: string; unlock: string; words: string[]; floorMs: number }>(
      'with-wasm',
      IN_PAGE.make,
      input,
    );
    process.stderr.write(`Argon2id at its floor, Chromium, ${kind}: ${Math.round(made.floorMs)} ms\n`);
    const publicKey = await readPublicKey({ key: made.publicKeyArmored, address: ADDRESS });
    expect(publicKey).toMatchObject({ keyVersion: 4, announcesSeipdv2: true });
    await expect(openUnlock({ unlock: readUnlock(made.unlock), secret, publicKey })).resolves.toBeDefined();
    expect(made.words).toHaveLength(9);
  });

  test('an unlock that Node made opens in the browser, with the right passphrase alone', async () => {
    const { secret: key, publicKeyArmored, fingerprint } = await newKey(ADDRESS);
    const unlock = JSON.stringify(await lockWith({ key, secret }));
    const open = (page: string, passphrase: string) =>
      inPage<string>(page, IN_PAGE.open, { ...input, passphrase, publicKeyArmored, unlock });
    expect(await open('with-wasm', PASSPHRASE)).toBe(fingerprint.toLowerCase());
    expect(await open('with-wasm', 'eine andere Passphrase')).toBe('wrong_secret');
    // The right passphrase must not be called wrong where the policy forbids WebAssembly.
    expect(await open('without-wasm', PASSPHRASE)).toBe('derivation_unavailable');
  });

  test('a manifest that Node made opens in the browser, and a file is exported there', async () => {
    const vector = JSON.parse(await readFile(new URL('../vectors/manifest.json', import.meta.url), 'utf8'));
    const { deliveryId, level, sender } = JSON.parse(vector.text);
    const key = (await readPrivateKey({ armoredKey: vector.secretKeys.sender })).toPublic();
    const opened = await inPage<{ text: string; signedBy: string; exportedBytes: number }>(
      'with-wasm',
      IN_PAGE.manifest,
      {
        message: vector.message,
        accessCode: vector.accessCode,
        certificate: key.armor(),
        expected: {
          deliveryId,
          level,
          senderAddress: sender.address,
          myAddress: 'newcomer@example.org',
          objects: vector.objects,
        },
        now: vector.later,
      },
    );
    expect(opened).toMatchObject({ text: vector.text, signedBy: sender.fingerprint });
    expect(opened.exportedBytes).toBeGreaterThan(200_000);
  });
});
