import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exportSecretKey, type SecretKey } from '@umschlag/keyring';
import { decrypt, enums, readMessage } from 'openpgp';
import type { Page } from 'playwright-core';
import { DESKTOP } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { PASSPHRASE } from './support/key-steps.ts';
import {
  allowOnly,
  newRecipient,
  openByPassphrase,
  type Recipient,
  rowOf,
  untilPhase,
  visit,
} from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender } from './support/sealed-sender.ts';
import { downloadBy, sha256Of } from './support/steps.ts';

const TEST_TIMEOUT_MS = 180_000;
const NAME = 'Gutachten Jürgen Müller.pdf';
/** Two parts, the second one short. */
const SIZE_BYTES = 17_500_000;

let folder: string;
let file: string;
let link: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-formats-'));
  file = join(folder, NAME);
  await writeFile(file, randomBytes(SIZE_BYTES));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Form = 'openpgp' | 'gnupg';

const formIn = (page: Page, form: Form) => rowOf(page, NAME).locator(`[data-form=${form}]`);
const begin = (page: Page, form: Form) => formIn(page, form).locator('.download > button').click();

/** The delivery, open, with the other formats unfolded. */
async function unfold({ page }: Recipient): Promise<void> {
  await visit(page, link);
  await openByPassphrase(page);
  await rowOf(page, NAME).getByText('Andere Formate').click();
  await formIn(page, 'gnupg').waitFor();
}

/** What another program opens of it. */
async function opened(octets: Uint8Array<ArrayBuffer>, { openpgp: decryptionKeys }: SecretKey) {
  const message = await readMessage({ binaryMessage: octets });
  const kinds = message.packets.map((packet) => [
    (packet.constructor as { tag?: number }).tag,
    (packet as { version?: number }).version,
  ]);
  const { data, filename } = await decrypt({ message, decryptionKeys, format: 'binary' });
  return { kinds, filename, data: Buffer.from(data as Uint8Array) };
}
const { publicKeyEncryptedSessionKey: PKESK, symEncryptedIntegrityProtectedData: SEIPD } = enums.packet;

function gpgMissing(): string | undefined {
  try {
    execFileSync('gpg', ['--version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'there is no gpg on this machine (Debian: gnupg)';
  }
}

describeJourney('a received file in other formats', (get) => {
  let sender: SealedSender;
  let erika: Recipient;

  beforeAll(async () => {
    const { browser, stack, newAddress } = get();
    sender = await newSealedSender(browser, stack, folder);
    erika = await newRecipient(browser, stack, newAddress('erika'), { size: DESKTOP, hasKey: true });
    await allowOnly(erika.page, 'streamed');
    link = (await sender.send(erika.address, [file, '--level', '4'])).links[0]!;
  }, TEST_TIMEOUT_MS);

  test(
    'saved as an OpenPGP file it opens with the own key elsewhere, octet for octet, and was never opened here',
    async () => {
      const { page, complaints, key } = erika;
      await unfold(erika);
      const { path, name } = await downloadBy(page, () => begin(page, 'openpgp'));
      expect(name).toBe(`${NAME}.pgp`);
      await formIn(page, 'openpgp').getByText('Gespeichert, ungeöffnet.').waitFor();
      const saved = new Uint8Array(await readFile(path));
      const { data, kinds } = await opened(saved, key!);
      expect(kinds).toEqual([
        [PKESK, 6],
        [SEIPD, 2],
      ]);
      expect(data.equals(await readFile(file))).toBe(true);
      expect(complaints).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'saved for GnuPG it is of the older form, with its name, and is the file that was sent',
    async () => {
      const { page, complaints, key } = erika;
      await unfold(erika);
      const { path, name } = await downloadBy(page, () => begin(page, 'gnupg'));
      expect(name).toBe(`${NAME}.gpg`);
      await untilPhase(formIn(page, 'gnupg'), 'done');
      const { data, kinds, filename } = await opened(new Uint8Array(await readFile(path)), key!);
      expect([kinds, filename]).toEqual([
        [
          [PKESK, 3],
          [SEIPD, 1],
        ],
        NAME,
      ]);
      expect(data.equals(await readFile(file))).toBe(true);
      expect(complaints).toEqual([]);

      const missing = gpgMissing();
      if (missing) return void process.stderr.write(`SKIPPED: GnuPG in other-formats.test.ts, because ${missing}\n`);
      expect(await sha256Of(await byGpg(path, key!))).toBe(await sha256Of(file));
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'that was altered on the way is not saved for GnuPG, and does not open as an OpenPGP file',
    async () => {
      const { page, key } = erika;
      await page.route('**/files/*', async (route) => {
        const response = await route.fetch();
        const body = await response.body();
        body[body.length >> 1]! ^= 1;
        await route.fulfill({ response, body });
      });
      await unfold(erika);
      const started = page.waitForEvent('download');
      await begin(page, 'gnupg');
      await formIn(page, 'gnupg').locator('.notice.error[data-reason]').waitFor();
      expect(await (await started).failure()).not.toBeNull();

      const { path } = await downloadBy(page, () => begin(page, 'openpgp'));
      await expect(opened(new Uint8Array(await readFile(path)), key!)).rejects.toThrow();
      await page.unroute('**/files/*');
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'takes a key of one’s own: whoever opened by access code and has none is told so, and nothing is saved',
    async () => {
      const { browser, stack, newAddress } = get();
      const max = await newRecipient(browser, stack, newAddress('max'), { size: DESKTOP, hasKey: false });
      const sent = await sender.send(max.address, [file, '--level', '3', '--access-code']);
      const { page, context, complaints } = max;
      await visit(page, sent.links[0]!);
      await page.fill('#access-code', sent.accessCodes[0]!);
      await page.locator('[aria-labelledby=open] button[type=submit]').click();
      await rowOf(page, NAME).getByText('Andere Formate').click({ timeout: TEST_TIMEOUT_MS });
      await begin(page, 'openpgp');
      await page.locator('dialog[open]').getByText('noch keinen SecuPass-Schlüssel').waitFor();
      await page.keyboard.press('Escape');
      expect(await formIn(page, 'openpgp').locator('.download').getAttribute('data-phase')).toBeNull();
      expect(complaints).toEqual([]);
      await context.close();
    },
    TEST_TIMEOUT_MS,
  );

  /** @returns the path of what GnuPG has opened */
  async function byGpg(path: string, key: SecretKey): Promise<string> {
    // A short path: the agent's socket lies in it.
    const home = await mkdtemp(join(tmpdir(), 'gpg-'));
    const run = promisify(execFile);
    try {
      const secret = join(folder, 'secret.asc');
      await writeFile(secret, await exportSecretKey({ key, passphrase: PASSPHRASE }), { mode: 0o600 });
      const unattended = ['--batch', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', PASSPHRASE];
      const gpg = (...args: string[]) => run('gpg', ['--homedir', home, ...unattended, ...args]);
      await gpg('--import', secret);
      await gpg('--output', join(folder, 'by-gpg'), '--decrypt', path);
      return join(folder, 'by-gpg');
    } finally {
      await run('gpgconf', ['--homedir', home, '--kill', 'gpg-agent']).catch(() => undefined);
      await rm(home, { recursive: true, force: true });
    }
  }
});
