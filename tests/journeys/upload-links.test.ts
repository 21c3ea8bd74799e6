import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { newProfile, PHONE, type Size } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import type { Standalone } from './support/standalone.ts';
import { downloadBy, signInAsDemo } from './support/steps.ts';

let folder: string;
let antrag: string;
let nachweis: string;
let program: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-upload-links-'));
  antrag = join(folder, 'Antrag für Jürgen.pdf');
  nachweis = join(folder, 'Nachweis.pdf');
  program = join(folder, 'Rechnung.pdf');
  await writeFile(antrag, pdfOf(3_000_000, 3));
  await writeFile(nachweis, pdfOf(1000, 4));
  await writeFile(program, Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500), Buffer.from([0xff, 0xfe, 0x80])]));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ARRIVED = /Unterlagen eingegangen/;
const TITLE = 'Unterlagen zu Ihrem Antrag';

/** A citizen's browser that runs no scripts. */
async function withoutScripts(browser: Browser, stack: Standalone, size: Size = PHONE): Promise<BrowserContext> {
  return browser.newContext({ baseURL: stack.url, viewport: size, locale: 'de-DE', javaScriptEnabled: false });
}

/** Where there are no scripts the page says so, and leads on. */
async function openPlain(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByRole('link', { name: 'Unterlagen ohne JavaScript hochladen' }).click();
}

/** Fills the form for a new request in from a template, and sends it. */
async function request(page: Page, fields: { level?: 1 | 2; pin?: string; reference?: string } = {}): Promise<string> {
  await page.goto('/upload-links');
  await page.getByRole('link', { name: 'Unterlagen anfordern' }).click();
  await page.getByRole('button', { name: 'Antrag mit Nachweisen' }).click();
  await page.fill('#reference', fields.reference ?? '31-4711/26');
  if (fields.level) await page.check(`input[name=level][value="${fields.level}"]`);
  if (fields.pin) await page.fill('#pin', fields.pin);
  await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
  await page.waitForURL(/\/upload-links\/[0-9a-f-]{36}$/);
  await page.getByText('Der Upload-Link ist angelegt').waitFor();
  return page.inputValue('#upload-link');
}

describeJourney('upload links', (get) => {
  describe.each(SIZES)('%s', (_, size) => {
    test('documents are requested from a template, sent without an account and without scripts, reviewed, and sent anew', async () => {
      const { browser, stack, newAddress } = get();
      const [citizen, receipts] = [newAddress('max'), newAddress('quittung')];
      const before = (await stack.mails(stack.demo.email, ARRIVED)).length;
      const owner = await newProfile(browser, stack.url, size);
      await signInAsDemo(owner.page, stack);
      await request(owner.page);
      await owner.page.fill('#citizen', citizen);
      await owner.page.getByRole('button', { name: 'Link per E-Mail schicken' }).click();
      await owner.page.getByText(`Die E-Mail an ${citizen} ist unterwegs.`).waitFor();

      const notice = await stack.mail(citizen, /bittet Sie um Unterlagen/);
      expect(notice.text).not.toContain(TITLE);
      expect(notice.links).toHaveLength(1);
      const context = await withoutScripts(browser, stack, size);
      const page = await context.newPage();
      await openPlain(page, notice.links[0]!);
      await page.getByText('31-4711/26').waitFor();
      await page.setInputFiles('input[type=file] >> nth=0', antrag);
      await page.fill('#email', receipts);
      await page.getByRole('button', { name: 'Absenden' }).click();
      // The second one is required as well: what has arrived stays.
      await page.getByText('Es fehlen noch Unterlagen.').waitFor();
      await page.setInputFiles('input[type=file] >> nth=1', nachweis);
      await page.fill('#email', receipts);
      await page.getByRole('button', { name: 'Absenden' }).click();
      await page.getByRole('heading', { name: 'Ihre Unterlagen sind angekommen' }).waitFor();
      const digest = createHash('sha256')
        .update(await readFile(antrag))
        .digest('hex');
      await page.getByText(digest).waitFor();
      const receipt = await stack.mail(receipts, /sind bei .* eingegangen/);

      const arrived = await stack.mail(stack.demo.email, ARRIVED, before + 1);
      await owner.page.goto(arrived.links[0]!);
      await owner.page.getByText(`${receipts}, nicht bestätigt`).waitFor();
      const download = await downloadBy(owner.page, () =>
        owner.page.getByRole('link', { name: /^Antrag für Jürgen\.pdf herunterladen/ }).click(),
      );
      expect(download.name).toBe('Antrag für Jürgen.pdf');
      expect((await readFile(download.path)).equals(await readFile(antrag))).toBe(true);
      await owner.page.getByRole('button', { name: 'Annehmen: Antrag für Jürgen.pdf' }).click();
      await owner.page.getByText('Antrag für Jürgen.pdf ist angenommen.').waitFor();
      await owner.page.getByRole('button', { name: 'Ablehnen: Nachweis.pdf' }).click();
      await owner.page.getByRole('button', { name: 'Ablehnen', exact: true }).click();
      await owner.page.getByText('Geben Sie einen Grund ein.').waitFor();
      await owner.page.fill('#reason', 'Es fehlt die zweite Seite.');
      await owner.page.getByRole('button', { name: 'Ablehnen', exact: true }).click();
      await owner.page.getByText('Nachweis.pdf ist abgelehnt.').waitFor();

      const rejected = await stack.mail(receipts, /braucht eine Unterlage noch einmal/);
      expect(rejected.links).toEqual(receipt.links);
      await openPlain(page, rejected.links[0]!);
      await page.getByText('abgelehnt: Es fehlt die zweite Seite.').waitFor();
      await page.getByText(/^Abgeholt am /).waitFor();
      await page.getByRole('button', { name: 'Unterlagen nachreichen oder ersetzen' }).click();
      await page.setInputFiles('input[type=file] >> nth=1', nachweis);
      await page.getByRole('button', { name: 'Absenden' }).click();
      await page.getByRole('heading', { name: 'Ihre Unterlagen sind angekommen' }).waitFor();
      await owner.page.getByRole('button', { name: 'Aktualisieren' }).click();
      await owner.page
        .getByText(/^Nachgereicht am /)
        .first()
        .waitFor();
      expect(owner.complaints).toEqual([]);
      await context.close();
      await owner.context.close();
    });
  });

  test('with a PIN nothing is shown before it; three wrong ones are told, and the right one is taken', async () => {
    const { browser, stack } = get();
    const owner = await newProfile(browser, stack.url);
    await signInAsDemo(owner.page, stack);
    const link = await request(owner.page, { pin: '471108' });
    await owner.page.getByText('Die PIN ist 471108. Sie wird nur jetzt angezeigt.').waitFor();
    await owner.page.reload();
    await owner.page.getByText('Teilen Sie sie getrennt vom Link mit.').waitFor();
    expect(await owner.page.getByText('471108').count()).toBe(0);
    const context = await withoutScripts(browser, stack);
    const page = await context.newPage();
    await openPlain(page, link);
    expect(await page.getByText(TITLE).count()).toBe(0);
    for (const wrong of ['1111', '2222', '3333']) {
      await page.fill('#pin', wrong);
      await page.getByRole('button', { name: 'Weiter' }).click();
      await page.getByText('Diese PIN ist falsch.').waitFor();
    }
    await page.fill('#pin', '471108');
    await page.getByRole('button', { name: 'Weiter' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
    await context.close();
    await owner.context.close();
  });

  test('at level 2 the citizen confirms an address by the mailed code; a program is refused whatever it is called', async () => {
    const { browser, stack, newAddress } = get();
    const citizen = newAddress('anna');
    const owner = await newProfile(browser, stack.url);
    await signInAsDemo(owner.page, stack);
    const link = await request(owner.page, { level: 2 });
    const context = await withoutScripts(browser, stack);
    const page = await context.newPage();
    await openPlain(page, link);
    await page.fill('#email', citizen);
    await page.getByRole('button', { name: 'Code zuschicken' }).click();
    const mail = await stack.mail(citizen, /^Ihr Code /);
    const [, first, second] = /^(\d{4}) (\d{4})$/m.exec(mail.text) ?? [];
    await page.fill('#code', `${first} ${second}`);
    await page.setInputFiles('input[type=file] >> nth=0', program);
    await page.getByRole('button', { name: 'Absenden' }).click();
    await page.getByText('von einer Art, die hier nicht angenommen wird').waitFor();
    await page.setInputFiles('input[type=file] >> nth=0', antrag);
    await page.getByRole('button', { name: 'Absenden' }).click();
    await page.locator('[role=alert]').getByText('Nachweis über das Einkommen').waitFor();
    await page.check('input[name=isPartial]');
    await page.getByRole('button', { name: 'Absenden' }).click();
    await page.getByRole('heading', { name: 'Ihre Unterlagen sind angekommen' }).waitFor();
    await owner.page.getByRole('button', { name: 'Aktualisieren' }).click();
    await owner.page.getByText(`${citizen}, bestätigt`).waitFor();
    await context.close();
    await owner.context.close();
  });

  test('is extended, used again, printed as a letter, and closed; then it says so', async () => {
    const { browser, stack } = get();
    const owner = await newProfile(browser, stack.url);
    const { page } = owner;
    await signInAsDemo(page, stack);
    const link = await request(page, { reference: '99-1/26' });
    const address = page.url();
    await page.fill('#new-count', '');
    await page.getByRole('button', { name: 'Ändern' }).click();
    await page.getByText('Frist und Anzahl sind geändert.').waitFor();
    await page.getByText('0 von beliebig vielen eingegangen').waitFor();
    await page.getByRole('link', { name: 'Brief zum Drucken' }).click();
    await page.locator('.letter').getByText(link).waitFor();
    await page.locator('.letter svg.qr-code').waitFor();
    await page.goto(address);
    await page.getByRole('link', { name: 'Noch einmal verwenden' }).click();
    await page.waitForURL(/\/upload-links\/new\?from=/);
    await page.getByRole('listitem').filter({ hasText: 'Unterlage 3' }).waitFor();
    expect([await page.inputValue('#title'), await page.inputValue('#reference')]).toEqual([TITLE, '']);
    await page.goto(address);
    await page.getByRole('button', { name: 'Schließen …' }).click();
    await page.locator('dialog').getByRole('button', { name: 'Jetzt schließen' }).click();
    await page.getByText('Der Upload-Link ist geschlossen.').waitFor();
    const context = await withoutScripts(browser, stack);
    const citizen = await context.newPage();
    await openPlain(citizen, link);
    await citizen.getByText('Dieser Upload-Link wurde geschlossen.').waitFor();
    expect(await citizen.locator('form').count()).toBe(0);
    expect(owner.complaints).toEqual([]);
    await context.close();
    await owner.context.close();
  });
});
