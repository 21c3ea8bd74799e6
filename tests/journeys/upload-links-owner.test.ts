import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { UploadLink, UploadLinkFields } from '@umschlag/contract';
import { packIds } from '@umschlag/std/id-pair';
import type { Page } from 'playwright-core';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { until } from '../invariants/transfer/raw-request.ts';
import { newProfile, type Size } from './support/browser.ts';
import { changeRows } from './support/database.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import type { Standalone } from './support/standalone.ts';
import { downloadBy, signInAsDemo } from './support/steps.ts';
import { submitDocuments } from './support/submit-steps.ts';

const READ_ZIP = fileURLToPath(new URL('../invariants/transfer/read-zip.py', import.meta.url));
const DAY_MS = 86_400_000;
const [ANTRAG, AUSWEIS, FOTO] = [pdfOf(1_500_000, 5), pdfOf(900, 6), pdfOf(40, 7)] as const;

const REQUEST: UploadLinkFields = {
  title: 'Unterlagen zum Bauantrag',
  reference: '31-4711/26',
  instructions: '',
  level: 1,
  language: 'de',
  documents: [
    { name: 'Antrag', explanation: 'Alle Seiten.', isRequired: true, acceptedKinds: ['pdf'] },
    { name: 'Ausweis', explanation: '', isRequired: true, acceptedKinds: ['pdf', 'image'] },
  ],
  deadlineAt: new Date(Date.now() + 10 * DAY_MS).toISOString(),
  maxSubmissions: null,
  maxSubmissionBytes: 100_000_000,
};

async function post(page: Page, stack: Standalone, path: string, data?: object): Promise<UploadLink> {
  const headers = { origin: stack.url };
  const answer = await page.context().request.post(path, { headers, ...(data && { data }) });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()).uploadLink;
}

const openLink = (page: Page, stack: Standalone, change: Partial<UploadLinkFields> = {}) =>
  post(page, stack, '/api/v1/upload-links', { ...REQUEST, ...change });

/** Whether their owner has opened them, by submission. */
async function opened(page: Page, id: string): Promise<Record<string, boolean>> {
  const answer = await page.context().request.get(`/api/v1/upload-links/${id}/submissions`);
  const { submissions } = (await answer.json()) as { submissions: { id: string; openedAt: string | null }[] };
  return Object.fromEntries(submissions.map((one) => [one.id, one.openedAt !== null]));
}

/** What has the focus, by its name. */
const focused = (page: Page) =>
  page.evaluate(
    '(document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent ?? "").trim()',
  ) as Promise<string>;

/** The focus moves when the page has been drawn anew. */
const untilFocused = (page: Page, name: string) => until(async () => (await focused(page)) === name);

const dayIn = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
const sha256 = (octets: Uint8Array) => createHash('sha256').update(octets).digest('hex');

describeJourney('the owner’s pages of upload links', (get) => {
  async function owner(size?: Size) {
    const { browser, stack } = get();
    const profile = await newProfile(browser, stack.url, size);
    await signInAsDemo(profile.page, stack);
    return profile;
  }

  describe.each(SIZES)('%s', (_, size) => {
    test('two clicks lead from a template to a link, which is copied, mailed alone, printed, extended and closed', async () => {
      const { stack, newAddress } = get();
      const { context, page, complaints } = await owner(size);
      const citizen = newAddress('erika');
      await page.getByRole('link', { name: 'Upload-Links', exact: true }).click();
      await page.getByRole('link', { name: 'Unterlagen anfordern' }).click();
      await page.getByRole('button', { name: 'Ausweis und Meldebescheinigung' }).click();
      await untilFocused(page, 'Ausweis und Meldebescheinigung');
      await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
      await page.getByText('Der Upload-Link ist angelegt.').waitFor();
      const address = page.url();
      const link = await page.inputValue('#upload-link');

      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByRole('button', { name: 'Kopieren' }).click();
      await page.getByText('Kopiert', { exact: true }).waitFor();
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe(link);

      await page.fill('#citizen', citizen);
      await page.getByRole('button', { name: 'Link per E-Mail schicken' }).click();
      const mail = await stack.mail(citizen, /bittet Sie um Unterlagen/);
      expect(mail.links).toEqual([link]);
      expect(mail.text).not.toMatch(/Identität|Meldebescheinigung|Personalausweis/);
      // Nobody has to reload to see what became of it.
      await page.getByText(`${citizen}: E-Mail zugestellt`).waitFor();

      await page.getByRole('link', { name: 'Brief zum Drucken' }).click();
      const letter = page.getByRole('article');
      await letter.getByText(link).waitFor();
      await letter.getByRole('img', { name: 'QR-Code mit der Adresse' }).waitFor();
      await letter.getByRole('heading', { name: 'Nachweis Ihrer Identität' }).waitFor();
      await letter.getByText(/^Bitte schicken Sie die Unterlagen bis /).waitFor();
      await page.evaluate('window.print = () => { window.wasPrinted = true; }');
      await page.getByRole('button', { name: 'Drucken' }).click();
      expect(await page.evaluate('window.wasPrinted')).toBe(true);
      await page.emulateMedia({ media: 'print' });
      expect(await letter.isVisible()).toBe(true);
      expect(await page.locator('h1, header, main > p, main button').filter({ visible: true }).count()).toBe(0);
      await page.emulateMedia({ media: null });

      await page.getByRole('link', { name: 'Zurück zum Upload-Link' }).click();
      await page.waitForURL(address);
      await page.fill('#new-deadline', dayIn(200));
      await page.getByRole('button', { name: 'Ändern' }).click();
      await page.getByRole('alert').getByText('höchstens 180 Tage im Voraus').waitFor();
      await page.fill('#new-deadline', dayIn(60));
      await page.fill('#new-count', '3');
      await page.getByRole('button', { name: 'Ändern' }).click();
      await page.getByText('Frist und Anzahl sind geändert.').waitFor();
      await page.getByText('0 von 3 eingegangen').waitFor();
      await untilFocused(page, 'Ändern');

      await page.getByRole('button', { name: 'Schließen …' }).click();
      // A hasty Enter does no harm.
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await untilFocused(page, 'Schließen …');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Jetzt schließen' }).click();
      await page.getByText('Der Upload-Link ist geschlossen.').waitFor();
      expect(await page.locator('#upload-link, #new-deadline').count()).toBe(0);
      await page.getByRole('link', { name: 'Zu allen Upload-Links' }).click();
      const row = page.getByRole('listitem').filter({ has: page.locator(`a[href="${new URL(address).pathname}"]`) });
      await row.getByText('Geschlossen').waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    });

    test('what was submitted is fetched octet by octet, accepted, rejected with a reason, and taken back; the focus stays', async () => {
      const { stack, newAddress } = get();
      const { context, page, complaints } = await owner(size);
      const citizen = newAddress('max');
      const { id, link } = await openLink(page, stack);
      const first = await submitDocuments(
        stack,
        link,
        [
          { name: 'Antrag für Jürgen.pdf', octets: ANTRAG, place: 0 },
          { name: 'Foto.pdf', octets: FOTO },
        ],
        { email: citizen },
      );
      await page.goto(`/upload-links/${id}`);
      const inbox = page.getByRole('region', { name: 'Eingegangen' });
      await inbox.getByText(`${citizen}, nicht bestätigt`).waitFor();
      expect(await inbox.getByRole('heading', { level: 4 }).allInnerTexts()).toEqual([
        expect.stringMatching(/^Antrag \(erforderlich\)\s+Eingegangen$/),
        expect.stringMatching(/^Ausweis \(erforderlich\)\s+Fehlt$/),
        'Weitere Dateien',
      ]);

      const fetched = await downloadBy(page, () =>
        inbox.getByRole('link', { name: /^Antrag für Jürgen\.pdf herunterladen/ }).click(),
      );
      expect(fetched.name).toBe('Antrag für Jürgen.pdf');
      expect(sha256(await readFile(fetched.path))).toBe(sha256(ANTRAG));
      const archive = await downloadBy(page, () => inbox.getByRole('link', { name: /^Alle Dateien als ZIP/ }).click());
      const { bad, members } = JSON.parse(execFileSync('python3', [READ_ZIP, archive.path], { encoding: 'utf8' }));
      expect(bad).toBeNull();
      expect(members.map((one: { sha256: string }) => one.sha256).sort()).toEqual([ANTRAG, FOTO].map(sha256).sort());

      await inbox.getByRole('button', { name: 'Annehmen: Antrag für Jürgen.pdf' }).click();
      await inbox.getByText('Antrag für Jürgen.pdf ist angenommen.').waitFor();
      await inbox.getByRole('heading', { name: /^Antrag .* Angenommen$/ }).waitFor();
      await untilFocused(page, 'Zurücknehmen: Entscheidung über Antrag für Jürgen.pdf');
      await page.keyboard.press('Enter');
      await inbox.getByText('Die Entscheidung über Antrag für Jürgen.pdf ist zurückgenommen.').waitFor();
      await inbox.getByRole('heading', { name: /^Antrag .* Eingegangen$/ }).waitFor();
      await untilFocused(page, 'Annehmen: Antrag für Jürgen.pdf');

      await inbox.getByRole('button', { name: 'Ablehnen: Antrag für Jürgen.pdf' }).click();
      const dialog = page.getByRole('dialog', { name: 'Antrag für Jürgen.pdf ablehnen' });
      await dialog.getByRole('button', { name: 'Ablehnen' }).click();
      await dialog.getByText('Geben Sie einen Grund ein.').waitFor();
      await page.keyboard.type('Seite 2 fehlt.');
      await dialog.getByRole('button', { name: 'Ablehnen' }).click();
      await inbox.getByText('Grund: Seite 2 fehlt.').waitFor();
      await inbox.getByRole('heading', { name: /^Antrag .* Abgelehnt$/ }).waitFor();
      await untilFocused(page, 'Zurücknehmen: Entscheidung über Antrag für Jürgen.pdf');
      const mail = await stack.mail(citizen, /braucht eine Unterlage noch einmal/);
      expect(mail.text).not.toContain('Seite 2');

      await submitDocuments(stack, link, [{ name: 'Antrag neu.pdf', octets: ANTRAG, place: 0 }], {
        supplementOf: first,
      });
      await inbox.getByRole('button', { name: 'Aktualisieren' }).click();
      await inbox.getByRole('status').getByText('1 neue Einsendung ist eingegangen.').waitFor();
      await inbox.getByRole('heading', { name: /^Antrag .* Eingegangen$/ }).waitFor();
      expect(await inbox.locator('details').count()).toBe(1);
      await inbox
        .getByRole('listitem')
        .filter({ hasText: 'Antrag neu.pdf' })
        .getByText(/^Nachgereicht am /)
        .waitFor();
      await inbox.getByRole('button', { name: 'Aktualisieren' }).click();
      await inbox.getByRole('status').getByText('Seit dem letzten Aktualisieren ist nichts eingegangen.').waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    });
  });

  test('of several submissions only those that a person has opened count as opened; the mail leads to its own', async () => {
    const { stack } = get();
    const { context, page } = await owner();
    const before = (await stack.mails(stack.demo.email, /Unterlagen eingegangen/)).length;
    const { id, link } = await openLink(page, stack, { title: 'Drei Einsendungen' });
    const [first, second] = [
      await submitDocuments(stack, link, [{ name: 'Eins.pdf', octets: AUSWEIS, place: 1 }]),
      await submitDocuments(stack, link, [{ name: 'Zwei.pdf', octets: AUSWEIS, place: 1 }]),
    ];
    await stack.mail(stack.demo.email, /Unterlagen eingegangen/, before + 2);
    const mails = await stack.mails(stack.demo.email, /Unterlagen eingegangen/);
    const toFirst = mails.flatMap(({ links }) => links).find((one) => one.endsWith(packIds(id, first.id)))!;
    await page.goto(toFirst);
    const cards = page.locator('details.submission');
    await page.getByText('Eins.pdf', { exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SUMMARY');
    expect(await page.getByText('Zwei.pdf', { exact: true }).isVisible()).toBe(false);
    expect(await opened(page, id)).toEqual({ [first.id]: false, [second.id]: false });

    await page.keyboard.press('Shift');
    await until(async () => isDeepStrictEqual(await opened(page, id), { [first.id]: true, [second.id]: false }));
    await cards.filter({ hasText: 'Zwei.pdf' }).locator('summary').click();
    await page.getByText('Zwei.pdf', { exact: true }).waitFor();
    await until(async () => isDeepStrictEqual(await opened(page, id), { [first.id]: true, [second.id]: true }));

    // What arrives while somebody reads closes nothing under their eyes.
    await submitDocuments(stack, link, [{ name: 'Drei.pdf', octets: AUSWEIS, place: 1 }]);
    await page.getByRole('button', { name: 'Aktualisieren' }).click();
    await page.getByRole('status').getByText('1 neue Einsendung ist eingegangen.').waitFor();
    expect(await cards.evaluateAll((all) => all.map((one) => (one as { open?: boolean }).open))).toEqual([
      false,
      true,
      true,
    ]);
    await page.goto('/upload-links');
    await page.getByRole('listitem').filter({ hasText: 'Drei Einsendungen' }).getByText('1 neue Einsendung').waitFor();
    await page.goto(`/inbox/${packIds(id, crypto.randomUUID())}`);
    await page.getByText('Die Einsendung, zu der Sie wollten, gibt es nicht mehr.').waitFor();
    await context.close();
  });

  test('coming back to the page shows what has arrived meanwhile', async () => {
    const { stack } = get();
    const { context, page } = await owner();
    const { id, link } = await openLink(page, stack);
    await page.goto(`/upload-links/${id}`);
    await page.getByText('Noch ist nichts eingegangen.').waitFor();
    await submitDocuments(stack, link, [{ name: 'Ausweis.pdf', octets: AUSWEIS, place: 1 }]);
    await page.evaluate('dispatchEvent(new Event("focus"))');
    await page.getByRole('status').getByText('1 neue Einsendung ist eingegangen.').waitFor();
    await page.getByText('1 von beliebig vielen eingegangen').waitFor();
    await context.close();
  });

  test('mistakes are found before anything is sent, and a refusal loses nothing that was typed', async () => {
    const { context, page } = await owner();
    await page.goto('/upload-links/new');
    await page.getByRole('button', { name: 'Leere Anforderung' }).click();
    await page.getByRole('button', { name: 'PIN vorschlagen' }).click();
    expect(await page.inputValue('#pin')).toMatch(/^\d{6}$/);
    await page.fill('#pin', '12');
    await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
    const summary = page.getByRole('alert');
    expect(await summary.getByRole('link').allInnerTexts()).toEqual([
      'Geben Sie einen Titel ein.',
      'Geben Sie Unterlage 1 eine Bezeichnung, oder entfernen Sie sie.',
      'Eine PIN hat 4 bis 12 Ziffern.',
    ]);
    expect(await summary.evaluate((box) => box === box.ownerDocument.activeElement)).toBe(true);
    await summary.getByRole('link', { name: 'Geben Sie einen Titel ein.' }).click();
    await page.keyboard.type('Nachweise');
    await page.getByLabel('Bezeichnung').fill('Mietvertrag');
    await page.fill('#pin', '4711 08');
    await page.fill('#reference', '7/26');

    await page.route('**/api/v1/upload-links', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
    await page.getByText('Der Dienst ist nicht erreichbar.').waitFor();
    expect(await page.inputValue('#reference')).toBe('7/26');
    // Another template would lose it: that is asked before.
    await page.getByRole('button', { name: 'Andere Vorlage wählen' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();
    await page.unroute('**/api/v1/upload-links');
    await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
    await page.getByText('Die PIN ist 471108. Sie wird nur jetzt angezeigt.').waitFor();
    await page.getByRole('link', { name: 'Brief zum Drucken' }).click();
    await page.getByText('Ihre PIN:').waitFor();
    expect(await page.getByText('471108').count()).toBe(0);
    await context.close();
  });

  test('the checklist is written, ordered and thinned out by keyboard alone', async () => {
    const { context, page } = await owner();
    await page.goto('/upload-links/new');
    await page.getByRole('button', { name: 'Antrag mit Nachweisen' }).click();
    const names = () =>
      page.getByLabel('Bezeichnung').evaluateAll((all) => all.map((one) => (one as { value?: string }).value));
    const [form, income, other] = (await names()) as [string, string, string];
    await page.getByRole('button', { name: `Nach oben: ${income}` }).focus();
    await page.keyboard.press('Enter');
    expect(await names()).toEqual([income, form, other]);
    await page.getByText(`${income} ist jetzt Nummer 1 von 3.`).waitFor();
    // There is no further up: the focus is where one can go on.
    await untilFocused(page, `Nach unten: ${income}`);
    await page.keyboard.press('Enter');
    await untilFocused(page, `Nach unten: ${income}`);
    await page.keyboard.press('Enter');
    expect(await names()).toEqual([form, other, income]);
    await untilFocused(page, `Nach oben: ${income}`);
    await page.getByRole('button', { name: `Entfernen: ${other}` }).focus();
    await page.keyboard.press('Enter');
    await page.getByText(`${other} ist entfernt.`).waitFor();
    await page.getByRole('button', { name: 'Unterlage hinzufügen' }).focus();
    await page.keyboard.press('Enter');
    // Browsers take a moment to show the new line and to go there.
    await page.locator('input[id^=document-]:focus').waitFor();
    await page.keyboard.type('Vollmacht');
    await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
    await page.getByText('Der Upload-Link ist angelegt.').waitFor();
    const asked = page.getByRole('region', { name: 'Angeforderte Unterlagen' }).getByRole('listitem');
    expect(await asked.locator('strong').allInnerTexts()).toEqual([form, income, 'Vollmacht']);
    await context.close();
  });

  test('all that can be set arrives at the server, in the language of the citizen’s page', async () => {
    const { stack } = get();
    const { context, page } = await owner();
    await page.goto('/upload-links/new');
    await page.getByRole('button', { name: 'Arztbericht oder Befunde' }).click();
    await page.check('input[name=level][value="2"]');
    await page.fill('#deadline', dayIn(40));
    await page.check('input[name=count][value=many]');
    await page.fill('#number', '25');
    await page.getByText('Weitere Einstellungen').click();
    await page.selectOption('#size', { index: 0 });
    await page.selectOption('#page-language', 'en');
    await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
    await page.getByText('Der Upload-Link ist angelegt.').waitFor();
    const id = page.url().split('/').at(-1);
    const { uploadLink } = await (await context.request.get(`${stack.url}/api/v1/upload-links/${id}`)).json();
    expect(uploadLink).toMatchObject({
      title: 'Medical documents',
      level: 2,
      language: 'en',
      maxSubmissions: 25,
      maxSubmissionBytes: 50 * 1024 ** 2,
    });
    await page.getByRole('link', { name: 'Noch einmal verwenden' }).click();
    await page.getByRole('heading', { name: 'Wie „Medical documents“' }).waitFor();
    expect(await page.inputValue('#number')).toBe('25');
    expect(await page.inputValue('#size')).toBe(String(50 * 1024 ** 2));
    await context.close();
  });

  test('whose deadline has passed, that is full or closed says so, and what can be done about it', async () => {
    const { stack } = get();
    const { context, page } = await owner();
    const { id, link } = await openLink(page, stack, { maxSubmissions: 1 });
    await submitDocuments(stack, link, [{ name: 'Ausweis.pdf', octets: AUSWEIS, place: 1 }]);
    await page.goto(`/upload-links/${id}`);
    await page.getByRole('button', { name: 'Höchstzahl erhöhen' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('new-count');
    await page.fill('#new-count', '2');
    await page.keyboard.press('Enter');
    await page.getByText('1 von 2 eingegangen').waitFor();
    await page.getByText('Weitergeben').waitFor();

    await changeRows(stack, (tx) =>
      tx
        .updateTable('upload_links')
        .set({ deadline_at: new Date(Date.now() - DAY_MS) })
        .where('id', '=', id)
        .execute(),
    );
    await page.reload();
    await page.getByRole('button', { name: 'Ablehnen: Ausweis.pdf' }).click();
    await page.getByRole('dialog').getByText('wenn Sie die Frist vorher verlängern').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Abbrechen' }).click();
    await page.getByRole('button', { name: 'Frist verlängern' }).click();
    expect(await page.evaluate('document.activeElement.id')).toBe('new-deadline');
    await page.fill('#new-deadline', dayIn(5));
    await page.getByRole('button', { name: 'Ändern' }).click();
    await page.getByText('Weitergeben').waitFor();

    await post(page, stack, `/api/v1/upload-links/${id}/close`);
    await page.reload();
    await page.getByText('Dieser Upload-Link ist geschlossen.').waitFor();
    await page.getByRole('button', { name: 'Ablehnen: Ausweis.pdf' }).click();
    await page.getByRole('dialog').getByText('legen Sie einen neuen Upload-Link an').waitFor();
    await context.close();
  });
});
