import { mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { generateKey, type SecretKey } from '@umschlag/keyring';
import { forged } from '@umschlag/keyring/testing';
import { layoutOf } from '@umschlag/sealed';
import { decrypt, readMessage } from 'openpgp';
import type { Page } from 'playwright-core';
import { DESKTOP, newProfile, type Profile } from './support/browser.ts';
import { changeRows } from './support/database.ts';
import { describeJourney } from './support/describe-journey.ts';
import { PASSPHRASE, SLOW_MS, submitDialog } from './support/key-steps.ts';
import {
  allowOnly,
  newRecipient,
  openByPassphrase,
  type Recipient,
  rowOf,
  saveButton,
  untilPhase,
  visit,
} from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender, type SentSealed } from './support/sealed-sender.ts';
import type { Standalone } from './support/standalone.ts';
import { signInAsDemo } from './support/steps.ts';

const TEST_TIMEOUT_MS = 120_000;
const [SUBJECT, MESSAGE] = ['Bescheid 4711', 'Anbei das Gutachten.'];
const NAMES = ['Befund.pdf', 'Röntgenbild.pdf'] as const;
const CONTENT = /Bescheid 4711|Anbei das|Befund|Röntgenbild/;
const REFUSED = /aus Vorsicht nicht geöffnet/;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-refusals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('what is not as the sender signed it', (get) => {
  let sender: SealedSender;
  /** The same person, in the browser. */
  let senderPage: Profile;
  let erika: Recipient;
  let max: Recipient;
  let sizeBytes = 300_000;

  beforeAll(async () => {
    const { browser, stack, newAddress } = get();
    sender = await newSealedSender(browser, stack, folder);
    senderPage = await newProfile(browser, stack.url);
    await signInAsDemo(senderPage.page, stack);
    erika = await newRecipient(browser, stack, newAddress('erika'), { size: DESKTOP, hasKey: true });
    max = await newRecipient(browser, stack, newAddress('max'), { size: DESKTOP, hasKey: true });
  }, TEST_TIMEOUT_MS);

  /** Two files of one size, which no other delivery has, so that their objects are found. */
  async function send(to = erika.address): Promise<SentSealed> {
    sizeBytes += 1;
    const files = NAMES.map((name) => join(folder, name));
    for (const [index, file] of files.entries()) await writeFile(file, Buffer.alloc(sizeBytes, index + 1));
    return sender.send(to, [...files, '--level', '4', '--subject', SUBJECT, '--message', MESSAGE]);
  }

  /** Erika opens it, is told why she cannot, and sees nothing; the sender sees that on the delivery's page and by mail. */
  async function expectClosed({ deliveryId, links }: SentSealed, reason: string, words: string): Promise<void> {
    const { stack } = get();
    const told = (await stack.mails(stack.demo.email, REFUSED)).length;
    const page = await erika.context.newPage();
    await visit(page, links[0]!);
    await page.locator('[aria-labelledby=open] button.primary').click();
    await page.fill('#unlock-passphrase', PASSPHRASE);
    await submitDialog(page);
    const notice = page.locator(`.notice.error[data-reason=${reason}]`);
    await notice.waitFor({ timeout: SLOW_MS });
    const text = await notice.textContent();
    expect(text).toContain('Diese Sendung wird nicht geöffnet');
    expect(text).toContain(words);
    expect(text).toContain('Der Absender wird benachrichtigt.');
    expect(await page.locator('body').textContent()).not.toMatch(CONTENT);
    expect(await page.title()).not.toMatch(CONTENT);
    await page.close();
    await expectTold(stack, deliveryId, told + 1);
  }

  async function expectTold(stack: Standalone, deliveryId: string, mails: number): Promise<void> {
    await stack.mail(stack.demo.email, REFUSED, mails);
    const { page } = senderPage;
    await page.goto(`/deliveries/${deliveryId}`);
    const row = page.getByRole('listitem').filter({ hasText: erika.address });
    await row.getByText('ließ sich die Sendung beim Empfänger nicht öffnen').waitFor();
  }

  /** What `make` makes of what was signed, in the place of it. */
  async function forge(sent: SentSealed, make: (manifest: Signed) => Promise<Uint8Array>): Promise<void> {
    const { stack } = get();
    await changeRows(stack, async (tx) => {
      const copy = await tx
        .selectFrom('manifests')
        .select(['message', 'recipient_id'])
        .where('delivery_id', '=', sent.deliveryId)
        .where('recipient_id', 'is not', null)
        .executeTakeFirstOrThrow();
      const message = Buffer.from(await make(await contentOf(copy.message, erika.key!)));
      await tx.updateTable('manifests').set({ message }).where('recipient_id', '=', copy.recipient_id).execute();
    });
  }
  const forgedBy = (content: Signed, signers: SecretKey[]) =>
    forged({ content, signers, readers: [erika.key!.public], now: new Date() });

  describe('is not opened, in words, and the sender is told', () => {
    test(
      'when nobody has signed it',
      async () => {
        const sent = await send();
        await forge(sent, (content) => forgedBy(content, []));
        await expectClosed(sent, 'not_signed', 'Ihr fehlt die Unterschrift des Absenders.');
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'when a stranger has signed it in the sender’s name',
      async () => {
        const stranger = (await generateKey({ address: get().stack.demo.email })).secret;
        const { address, fingerprint } = stranger.public;
        const sent = await send();
        await forge(sent, (content) => forgedBy({ ...content, sender: { address, fingerprint } }, [stranger]));
        await expectClosed(sent, 'unknown_signer', 'gehört nicht zum Absender.');
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'when it is the manifest of another delivery',
      async () => {
        const [sent, other] = [await send(), await send()];
        await changeRows(get().stack, (tx) => putCopyOf(tx, other.deliveryId, sent.deliveryId));
        await expectClosed(sent, 'wrong_delivery', 'nicht das, was der Absender für diese Sendung unterschrieben hat');
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'when it is the manifest of another recipient: nothing that was typed is blamed',
      async () => {
        const [sent, other] = [await send(), await send(max.address)];
        await changeRows(get().stack, (tx) => putCopyOf(tx, other.deliveryId, sent.deliveryId));
        await expectClosed(sent, 'damaged', 'beschädigt oder wurde unterwegs verändert');
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'when it was sent at another level',
      async () => {
        const sent = await send();
        await changeRows(get().stack, (tx) =>
          tx.updateTable('deliveries').set({ level: 3 }).where('id', '=', sent.deliveryId).execute(),
        );
        await expectClosed(sent, 'wrong_level', 'nicht das, was der Absender für diese Sendung unterschrieben hat');
      },
      TEST_TIMEOUT_MS,
    );
  });

  test.each([1, 2] as const)(
    'is not shown when the server passes it off as level %i: no file is offered, and the sender is told',
    async (level) => {
      const { stack } = get();
      const told = (await stack.mails(stack.demo.email, REFUSED)).length;
      const sent = await send();
      await changeRows(stack, (tx) =>
        tx.updateTable('deliveries').set({ level }).where('id', '=', sent.deliveryId).execute(),
      );
      const page = await erika.context.newPage();
      await visit(page, sent.links[0]!);
      const notice = page.locator('.notice.error[data-reason=wrong_level]');
      await notice.waitFor();
      expect(await notice.textContent()).toContain('Diese Sendung wird nicht geöffnet');
      expect(await page.locator('body').textContent()).not.toMatch(CONTENT);
      expect(await page.locator('main a[download], main .download').count()).toBe(0);
      await page.close();
      await expectTold(stack, sent.deliveryId, told + 1);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'is not saved when it is a file in the place of another, in words, and the sender is told',
    async () => {
      const { stack } = get();
      const sent = await send();
      await exchangeObjects(stack, layoutOf(sizeBytes).sealedSizeBytes);
      const told = (await stack.mails(stack.demo.email, REFUSED)).length;
      const page = await erika.context.newPage();
      await allowOnly(page, 'streamed');
      await visit(page, sent.links[0]!);
      await openByPassphrase(page);
      const row = rowOf(page, NAMES[0]);
      const downloads = wholeDownloads(page);
      await saveButton(row).click();
      await untilPhase(row, 'failed');
      const text = await row.locator('.notice.error[data-reason=damaged]').textContent();
      expect(text).toContain('Diese Datei wird nicht gespeichert');
      expect(text).toContain('beschädigt oder wurde unterwegs verändert');
      expect(await downloads()).toBe(0);
      await page.close();
      await expectTold(stack, sent.deliveryId, told + 1);
    },
    TEST_TIMEOUT_MS,
  );

  test('no page breaks the content security policy or logs an error', () => {
    expect([...erika.complaints, ...senderPage.complaints]).toEqual([]);
  });
});

type Signed = Record<string, unknown>;

async function contentOf(message: Uint8Array, { openpgp }: SecretKey): Promise<Signed> {
  const sealed = await readMessage({ binaryMessage: new Uint8Array(message) });
  const { data } = await decrypt({ message: sealed, decryptionKeys: openpgp, format: 'binary' });
  return JSON.parse(Buffer.from(data as Uint8Array).toString());
}

type Tx = Parameters<Parameters<typeof changeRows>[1]>[0];

/** The only recipient's copy of one delivery in the place of that of another. */
async function putCopyOf(tx: Tx, from: string, to: string): Promise<void> {
  const { message } = await tx
    .selectFrom('manifests')
    .select('message')
    .where('delivery_id', '=', from)
    .where('recipient_id', 'is not', null)
    .executeTakeFirstOrThrow();
  await tx
    .updateTable('manifests')
    .set({ message })
    .where('delivery_id', '=', to)
    .where('recipient_id', 'is not', null)
    .execute();
}

/** The two objects of one size change places in the storage. */
async function exchangeObjects({ folder: data }: Standalone, sealedSizeBytes: number): Promise<void> {
  const found: string[] = [];
  for (const name of await readdir(data, { recursive: true })) {
    if (!/(^|\/)objects\//.test(name)) continue;
    const look = await stat(join(data, name));
    if (look.isFile() && look.size === sealedSizeBytes) found.push(join(data, name));
  }
  const [one, other, ...more] = found;
  if (!one || !other || more.length > 0) throw new Error(`${found.length} objects have ${sealedSizeBytes} octets.`);
  await rename(one, `${one}.away`);
  await rename(other, one);
  await rename(`${one}.away`, other);
}

/** Counts the downloads that the browser takes for whole. */
function wholeDownloads(page: Page): () => Promise<number> {
  const failures: Promise<string | null>[] = [];
  page.on('download', (download) => failures.push(download.failure()));
  return async () => (await Promise.all(failures)).filter((failure) => failure === null).length;
}
