import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Download, Locator, Page } from 'playwright-core';
import { alterObject } from './support/alter-object.ts';
import { startBehindLine } from './support/behind-line.ts';
import { DESKTOP, type Size } from './support/browser.ts';
import { contactOf, storeContacts } from './support/contact-steps.ts';
import { changeRows } from './support/database.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { fillEnrolForm, PASSPHRASE, SLOW_MS, submitDialog } from './support/key-steps.ts';
import type { Line } from './support/line.ts';
import {
  allowOnly,
  newRecipient,
  openByCode,
  openByPassphrase,
  pickedDigest,
  type Recipient,
  rowOf,
  saveButton,
  untilOpened,
  untilPhase,
  visit,
  WAYS,
  type Way,
} from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender } from './support/sealed-sender.ts';
import type { Standalone } from './support/standalone.ts';
import { downloadBy, sha256Of } from './support/steps.ts';

const MIB = 2 ** 20;
const TEST_TIMEOUT_MS = 180_000;
const READ_ZIP = fileURLToPath(new URL('../invariants/transfer/read-zip.py', import.meta.url));
/** Three parts, the last one short. */
const LARGE = { name: 'Gutachten Müller & Söhne (Endfassung) 100%.pdf', sizeBytes: 40 * MIB + 7 };

const REFUSED = /aus Vorsicht nicht geöffnet/;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-receiving-'));
  await writeFile(join(folder, LARGE.name), randomBytes(LARGE.sizeBytes));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A new file with random content. @returns its path */
async function newFile(name: string, sizeBytes: number): Promise<string> {
  await writeFile(join(folder, name), randomBytes(sizeBytes));
  return join(folder, name);
}

let line: Line;
const start = () =>
  startBehindLine((opened) => {
    line = opened;
  });

type Phase = 'done' | 'failed' | 'cancelled';

/** Begins to save a file by the given way. @returns its row, and what waits for the end and gives what has arrived */
async function save(page: Page, way: Way, name: string, phase: Phase = 'done') {
  const row = rowOf(page, name);
  const begun = new Promise<Download>((resolve) => page.once('download', resolve));
  await saveButton(row).click();
  return { row, arrived: () => arrived(page, way, { row, begun, name, phase }) };
}

interface Begun {
  readonly row: Locator;
  readonly begun: Promise<Download>;
  readonly name: string;
  readonly phase: Phase;
}

/** The digest is undefined where nothing arrived that looks whole. */
async function arrived(page: Page, way: Way, { row, begun, name, phase }: Begun) {
  await untilPhase(row, phase);
  expect(await row.locator('.download').getAttribute('data-way')).toBe(way);
  if (way === 'picked') return { name, sha256: await pickedDigest(page, name) };
  // A file of our own that is not whole is not handed over, so that no download begins.
  if (way === 'stored' && phase !== 'done') return { name, sha256: undefined };
  const download = await begun;
  const isWhole = (await download.failure()) === null;
  return { name: download.suggestedFilename(), sha256: isWhole ? await sha256Of(await download.path()) : undefined };
}

describeJourney(
  'receiving at levels 3 and 4',
  (get) => {
    let sender: SealedSender;
    /** Has a key. */
    let erika: Recipient;
    let largeLink: string;

    beforeAll(async () => {
      const { browser, stack, newAddress } = get();
      sender = await newSealedSender(browser, stack, folder);
      erika = await newRecipient(browser, stack, newAddress('erika'), { size: DESKTOP, hasKey: true });
      const texts = ['--subject', 'Bescheid über die Prüfung', '--message', 'Guten Tag,\nanbei das Gutachten.'];
      const sent = await sender.send(erika.address, [join(folder, LARGE.name), '--level', '4', ...texts]);
      largeLink = sent.links[0]!;
    }, TEST_TIMEOUT_MS);

    // A test that fails in the middle leaves no cut line to those after it.
    afterEach(async () => {
      line.release();
      line.restore();
      await erika.context.setOffline(false);
    });

    const withoutKey = () => {
      const { browser, stack, newAddress } = get();
      return newRecipient(browser, stack, newAddress('max'), { size: DESKTOP, hasKey: false });
    };

    /** A new page of Erika's before a delivery, which she has opened. */
    async function opened(link: string, way: Way = 'picked', size: Size = DESKTOP): Promise<Page> {
      const page = await erika.context.newPage();
      await page.setViewportSize(size);
      await allowOnly(page, way);
      await visit(page, link);
      await openByPassphrase(page);
      return page;
    }

    describe.each(SIZES)('%s', (_, size) => {
      test.each(WAYS)(
        'a file of several parts arrives whole and under its name, %s',
        async (way) => {
          const page = await opened(largeLink, way, size);
          expect(await page.locator('h1').textContent()).toBe('Bescheid über die Prüfung');
          expect(await page.locator('.plain-text').textContent()).toBe('Guten Tag,\nanbei das Gutachten.');
          expect((await page.locator('[aria-labelledby=signature] .key-words').textContent())!.split(' ')).toHaveLength(
            9,
          );
          const sha256 = await sha256Of(join(folder, LARGE.name));
          expect(await (await save(page, way, LARGE.name)).arrived()).toEqual({ name: LARGE.name, sha256 });
          await page.close();
        },
        TEST_TIMEOUT_MS,
      );
    });

    test(
      'of level 4 nothing is shown before it was opened, and the sender learns that it was fetched',
      async () => {
        const page = await erika.context.newPage();
        await visit(page, largeLink);
        await page.locator('[aria-labelledby=open]').waitFor();
        expect(await page.locator('main').textContent()).not.toMatch(/Bescheid|Gutachten/);
        await page.close();
        const reader = await opened(largeLink);
        await (await save(reader, 'picked', LARGE.name)).arrived();
        await reader.close();
        const { stack } = get();
        await stack.mail(stack.demo.email, /abgerufen/);
      },
      TEST_TIMEOUT_MS,
    );

    test.each(WAYS)(
      'a line that is cut does not begin the file anew, and it arrives whole, %s',
      async (way) => {
        const page = await opened(largeLink, way);
        const before = line.receivedBytes();
        const held = line.holdAnswersAfter(LARGE.sizeBytes / 2);
        const { row, arrived } = await save(page, way, LARGE.name);
        await held;
        await page.context().setOffline(true);
        line.cut();
        await row.getByText('geht von selbst weiter').waitFor();
        // Half of a file is no file.
        if (way === 'picked')
          expect(await pickedDigest(page, LARGE.name)).not.toBe(await sha256Of(join(folder, LARGE.name)));
        line.release();
        line.restore();
        await page.context().setOffline(false);
        expect((await arrived()).sha256).toBe(await sha256Of(join(folder, LARGE.name)));
        expect(line.receivedBytes() - before).toBeLessThan(LARGE.sizeBytes * 1.3);
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test.each(WAYS)(
      'a file that was altered at rest never looks whole; it is said, and the sender is told, %s',
      async (way) => {
        const { stack } = get();
        const told = (await stack.mails(stack.demo.email, REFUSED)).length;
        const name = `Befund ${way}.bin`;
        const sizeBytes = 20 * MIB + WAYS.indexOf(way);
        const { links } = await sender.send(erika.address, [await newFile(name, sizeBytes), '--level', '3']);
        // In the second part: the first one was right, and has been written by then.
        await alterObject(stack, sizeBytes, 18 * MIB);
        const page = await opened(links[0]!, way);
        const { row, arrived } = await save(page, way, name, 'failed');
        expect((await arrived()).sha256).toBeUndefined();
        expect(await row.locator('.notice.error').getAttribute('data-reason')).toBe('damaged');
        await stack.mail(stack.demo.email, REFUSED, told + 1);
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'a download that is cancelled leaves nothing, and begins again',
      async () => {
        const page = await opened(largeLink, 'streamed');
        const held = line.holdAnswersAfter(LARGE.sizeBytes / 2);
        const { row, arrived } = await save(page, 'streamed', LARGE.name, 'cancelled');
        await held;
        await row.getByRole('button', { name: 'abbrechen' }).click();
        expect((await arrived()).sha256).toBeUndefined();
        line.release();
        const again = await save(page, 'streamed', LARGE.name);
        expect((await again.arrived()).sha256).toBe(await sha256Of(join(folder, LARGE.name)));
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'all files arrive as one archive with their folders and names',
      async () => {
        const tree = join(folder, 'Akte Ärger');
        await mkdir(join(tree, 'Anlagen'), { recursive: true });
        await newFile('Akte Ärger/Übersicht 😀.txt', 5);
        await newFile('Akte Ärger/leer.txt', 0);
        await newFile('Akte Ärger/Anlagen/größer.bin', 17 * MIB);
        const { links } = await sender.send(erika.address, [tree, '--level', '4']);
        const page = await opened(links[0]!, 'streamed');
        const { path, name } = await downloadBy(page, () =>
          page.getByRole('button', { name: 'Alles als ZIP' }).click(),
        );
        expect(name).toMatch(/^\d{4}-\d\d-\d\d\.zip$/);
        const { bad, members } = JSON.parse(execFileSync('python3', [READ_ZIP, path], { encoding: 'utf8' }));
        expect(bad).toBeNull();
        const names = ['Anlagen/größer.bin', 'leer.txt', 'Übersicht 😀.txt'].map((one) => `Akte Ärger/${one}`);
        const digests = new Map(members.map((one: { name: string; sha256: string }) => [one.name, one.sha256]));
        expect([...digests.keys()].sort()).toEqual(names.sort());
        for (const one of names) expect(digests.get(one)).toBe(await sha256Of(join(folder, one)));
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'with a limit a download counts once, and what is left is told',
      async () => {
        const file = await newFile('Begrenzt.bin', MIB);
        const { links } = await sender.send(erika.address, [file, '--level', '3', '--limit', '1']);
        const page = await opened(links[0]!);
        await page.getByText('Noch 1 Abruf möglich').waitFor();
        const sha256 = await sha256Of(file);
        expect((await (await save(page, 'picked', 'Begrenzt.bin')).arrived()).sha256).toBe(sha256);
        await page.getByText('Kein Abruf mehr möglich').waitFor();
        expect(await saveButton(rowOf(page, 'Begrenzt.bin')).count()).toBe(0);
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'opens with the access code however it is typed; then with the own key alone, and the code opens nothing any more',
      async () => {
        const { page, context, address, complaints } = await withoutKey();
        const file = await newFile('Bescheid.pdf', 1000);
        const { links, accessCodes } = await sender.send(address, [file, '--level', '4', '--access-code']);
        const [code] = accessCodes as [string];
        await allowOnly(page, 'picked');
        await visit(page, links[0]!);
        await openByCode(page, code.slice(0, 9));
        await page.getByText('Der Code hat zwölf Zeichen').first().waitFor();
        // X becomes Y, all others X.
        await openByCode(
          page,
          code.replace(/^./, (first) => (first === 'X' ? 'Y' : 'X')),
        );
        await page.getByText('Dieser Code öffnet die Sendung nicht').first().waitFor({ timeout: SLOW_MS });
        await openByCode(page, ` ${code.toLowerCase().replaceAll('-', '').replaceAll('0', 'o').replaceAll('1', 'l')} `);
        await untilOpened(page);
        expect((await (await save(page, 'picked', 'Bescheid.pdf')).arrived()).sha256).toBe(await sha256Of(file));

        await page.locator('#new-passphrase').waitFor();
        await fillEnrolForm(page);
        await page.getByRole('button', { name: 'Auf meinen Schlüssel umstellen' }).click();
        await page.getByText('Der Zugangscode gilt nicht mehr').waitFor({ timeout: SLOW_MS });
        await page.reload();
        await openByPassphrase(page);
        await rowOf(page, 'Bescheid.pdf').waitFor();
        expect(await page.locator('#access-code').count()).toBe(0);
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'without key and code the way to a key is shown, and once the sender has released it, it opens',
      async () => {
        const { stack } = get();
        const { page, context, address, complaints } = await withoutKey();
        const file = await newFile('Später.pdf', 1000);
        const { links, deliveryId } = await sender.send(address, [file, '--level', '4', '--release']);
        await allowOnly(page, 'picked');
        await visit(page, links[0]!);
        await page.getByText('muss die Sendung noch für Sie freigeben').waitFor();
        await fillEnrolForm(page);
        await page.locator('[aria-labelledby=pending] .key-words').waitFor();
        await page.getByRole('button', { name: 'Nachsehen' }).click();
        await page.getByText('Noch nicht freigegeben').waitFor();
        await sender.run(['release', deliveryId, '--yes']);
        await stack.mail(address, /^Nachricht von /, 2);
        await page.getByRole('button', { name: 'Nachsehen' }).click();
        // The key that was just made is still open.
        await page.locator('[aria-labelledby=open] button.primary').click();
        await untilOpened(page);
        expect((await (await save(page, 'picked', 'Später.pdf')).arrived()).sha256).toBe(await sha256Of(file));
        expect(complaints).toEqual([]);
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'a manifest of another delivery is refused before anything of it is shown',
      async () => {
        const { stack } = get();
        const file = await newFile('Vertauscht.pdf', 1000);
        const [one, other] = [
          await sender.send(erika.address, [file, '--level', '4', '--subject', 'Erste']),
          await sender.send(erika.address, [file, '--level', '4', '--subject', 'Zweite']),
        ];
        await exchangeManifests(stack, one.deliveryId, other.deliveryId);
        const page = await erika.context.newPage();
        await visit(page, one.links[0]!);
        await page.locator('[aria-labelledby=open] button.primary').click();
        await page.fill('#unlock-passphrase', PASSPHRASE);
        await submitDialog(page);
        await page.locator('.notice.error[data-reason=wrong_delivery]').waitFor({ timeout: SLOW_MS });
        expect(await page.locator('main').textContent()).not.toMatch(/Erste|Zweite|Vertauscht/);
        await page.close();
      },
      TEST_TIMEOUT_MS,
    );

    test(
      'another key of the sender than the remembered one is shown in words, and taken only by a press',
      async () => {
        const { browser, stack, newAddress } = get();
        const how = { size: DESKTOP, hasKey: true };
        const { page, context, address, key } = await newRecipient(browser, stack, newAddress('anna'), how);
        const contacts = [contactOf(stack.demo.email, 'A1B2C3D4E5F60718293A4B5C6D7E8F9001122334')];
        await storeContacts(context, { key: key!, contacts, url: stack.url });
        const { links } = await sender.send(address, [await newFile('Anna.pdf', 10), '--level', '4']);
        await visit(page, links[0]!);
        await page.locator('[aria-labelledby=open] button.primary').click();
        await page.fill('#unlock-passphrase', PASSPHRASE);
        await submitDialog(page);
        const notice = page.locator('.notice.error[data-reason=wrong_signer]');
        await notice.waitFor({ timeout: SLOW_MS });
        await notice.locator('.key-words', { hasText: / \S/ }).nth(1).waitFor();
        const [before, now] = await notice.locator('.key-words').allTextContents();
        expect(before).not.toBe(now);
        expect(await page.locator('main').textContent()).not.toContain('Anna.pdf');
        await notice.getByRole('button').click();
        await untilOpened(page);
        expect(await page.locator('[aria-labelledby=signature] .key-words').textContent()).toBe(now);
        await page.reload();
        await openByPassphrase(page);
        await page.getByText('derselbe Schlüssel wie bei Ihrem letzten Kontakt').waitFor();
        await context.close();
      },
      TEST_TIMEOUT_MS,
    );

    test('no page breaks the content security policy or logs an error', () => {
      expect(erika.complaints).toEqual([]);
    });
  },
  start,
);

/** As a server does that wants to pass one delivery off as another. */
async function exchangeManifests(stack: Standalone, one: string, other: string): Promise<void> {
  await changeRows(stack, async (tx) => {
    const copies = await tx
      .selectFrom('manifests as m')
      .innerJoin('delivery_recipients as r', 'r.id', 'm.recipient_id')
      .select(['r.delivery_id', 'm.message', 'r.id'])
      .where('r.delivery_id', 'in', [one, other])
      .execute();
    const [first, second] = copies as [(typeof copies)[0], (typeof copies)[0]];
    await tx.updateTable('manifests').set({ message: second.message }).where('recipient_id', '=', first.id).execute();
    await tx.updateTable('manifests').set({ message: first.message }).where('recipient_id', '=', second.id).execute();
  });
}
