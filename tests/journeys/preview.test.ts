import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Frame, Page } from 'playwright-core';
import { until } from '../invariants/transfer/raw-request.ts';
import { alterObject } from './support/alter-object.ts';
import { axeFindings, frameFindings } from './support/axe.ts';
import { DESKTOP, newProfile } from './support/browser.ts';
import { describeJourney } from './support/describe-journey.ts';
import { hostileDrawing, hostilePage, hostilePdf, pdfOf, pngOf, scannedPdf } from './support/preview-files.ts';
import {
  beginPreview,
  closePreview,
  preview,
  previewButton,
  previewDialog,
  previewProblem,
  shownFrame,
} from './support/preview-steps.ts';
import { newRecipient, openByPassphrase, type Recipient, rowOf, visit } from './support/receiving-steps.ts';
import { newSealedSender, type SealedSender } from './support/sealed-sender.ts';
import { openWatchPost, type WatchPost } from './support/watch-post.ts';

const MIB = 2 ** 20;
const TEST_TIMEOUT_MS = 180_000;
const REFUSED = /aus Vorsicht nicht geöffnet/;

let folder: string;
let post: WatchPost;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-preview-'));
  post = await openWatchPost();
});
afterAll(async () => {
  await post.close();
  await rm(folder, { recursive: true, force: true });
});

/** What a delivery holds, by name. */
const files = (): Readonly<Record<string, Buffer | string>> => ({
  'Lageplan.png': pngOf(640, 480),
  'Riesenbild.png': pngOf(10_000, 5_001),
  'Notiz.txt': 'Grüße aus Köln',
  'Altes.txt': Buffer.from('Grüße aus Köln', 'latin1'),
  'Lang.txt': `Anfang ${'ä'.repeat(MIB)} Ende`,
  'Bescheid.pdf': pdfOf(['Erste Seite', 'Zweite Seite: Gr\xfc\xdfe']),
  'Scan.pdf': scannedPdf(),
  'Kaputt.pdf': '%PDF-1.7\nund dann nichts',
  'Seite.txt': hostilePage(post.url),
  'Zeichnung.png': hostileDrawing(post.url),
  'Skripte.pdf': hostilePdf(post.url),
  'Archiv.zip': 'PK',
});

async function filesOf(named: Readonly<Record<string, Buffer | string>>): Promise<string[]> {
  const paths = Object.keys(named).map((name) => join(folder, name));
  for (const [n, content] of Object.values(named).entries()) await writeFile(paths[n]!, content);
  return paths;
}

/** What is seen of a frame's text. */
const textIn = (frame: Frame) => frame.locator('main').textContent();

const sizeOf = (frame: Frame): Promise<[number, number]> =>
  frame.evaluate(`(({ width, height }) => [width, height])(document.querySelector('main canvas'))`);

/** Dark pixels of a drawn page. */
const darkPixels = (frame: Frame): Promise<number> =>
  frame.evaluate(`(() => {
    const canvas = document.querySelector('main canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let dark = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] < 64 && data[at + 3] > 192) dark += 1;
    return dark;
  })()`);

describeJourney('the preview of files', (get) => {
  let sender: SealedSender;
  let erika: Recipient;
  /** Shows all files, open. */
  let page: Page;

  beforeAll(async () => {
    const { browser, stack, newAddress } = get();
    sender = await newSealedSender(browser, stack, folder);
    erika = await newRecipient(browser, stack, newAddress('erika'), { size: DESKTOP, hasKey: true });
    const { links } = await sender.send(erika.address, [...(await filesOf(files())), '--level', '4']);
    page = await opened(links[0]!);
  }, TEST_TIMEOUT_MS);

  // A test that fails in the middle leaves no dialog to those after it.
  afterEach(async () => {
    await page.evaluate('document.querySelector("dialog.preview")?.close()');
    await page.locator('dialog.preview').waitFor({ state: 'detached' });
  });

  /** A page of Erika's with a delivery that she has opened. */
  async function opened(link: string): Promise<Page> {
    const opening = await erika.context.newPage();
    await visit(opening, link);
    await openByPassphrase(opening);
    return opening;
  }

  describe('at levels 3 and 4', () => {
    test('an image is shown as it is, and larger on demand', async () => {
      const frame = await preview(page, 'Lageplan.png');
      const image = frame.locator('img');
      expect(await image.evaluate('document.querySelector("img").naturalWidth')).toBe(640);
      const before = (await image.boundingBox())!.width;
      await previewDialog(page).getByRole('button', { name: 'Vergrößern' }).click();
      await previewDialog(page).getByText('125 %').waitFor();
      expect((await image.boundingBox())!.width).toBeCloseTo(before * 1.25, 0);
      await closePreview(page);
    });

    test.each(['Notiz.txt', 'Altes.txt'])('%s is read with its umlauts', async (name) => {
      expect(await textIn(await preview(page, name))).toBe('Grüße aus Köln');
      await closePreview(page);
    });

    test('of a long text the beginning is shown, and it is said', async () => {
      const frame = await preview(page, 'Lang.txt');
      expect(await textIn(frame)).toMatch(/^Anfang ä+$/);
      expect(await previewDialog(page).textContent()).toMatch(/nur der Anfang: 1\sMiB von 2,1\sMB/);
      await closePreview(page);
    });

    test('a PDF is drawn page by page, can be read out, and is gone through by keyboard alone', async () => {
      const button = previewButton(page, 'Bescheid.pdf');
      await button.focus();
      await page.keyboard.press('Enter');
      const frame = await shownFrame(page);
      const dialog = previewDialog(page);
      expect(await textIn(frame)).toBe('Erste Seite');
      expect(await darkPixels(frame)).toBeGreaterThan(1_000);
      expect(await dialog.getByRole('button', { name: 'Vorige Seite' }).getAttribute('aria-disabled')).toBe('true');

      await dialog.getByRole('button', { name: 'Nächste Seite' }).focus();
      await page.keyboard.press('Enter');
      await frame.getByText('Zweite Seite: Grüße').waitFor();
      await dialog.getByText('Seite 2 von 2').waitFor();
      // In the frame, with nothing left to scroll, the keys for pages turn them.
      await frame.locator('main').focus();
      await page.keyboard.press('PageUp');
      await frame.getByText('Erste Seite').waitFor();
      await dialog.getByText('Seite 1 von 2').waitFor();

      // While it is drawn anew there is none.
      const width = async () => (await frame.locator('main canvas').boundingBox())?.width ?? 0;
      const narrow = await width();
      await dialog.getByRole('button', { name: 'Vergrößern' }).focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Enter');
      // Not by waitForFunction: it evaluates text in the frame, whose policy forbids that.
      await until(async () => (await width()) > narrow * 1.4);

      await frame.locator('main').focus();
      await page.keyboard.press('Escape');
      await page.locator('dialog.preview').waitFor({ state: 'detached' });
      expect(await button.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
    });

    test('a scan is drawn, however it is packed, and whoever cannot see it is told that it has no text', async () => {
      const frame = await preview(page, 'Scan.pdf');
      const [wide, high] = await sizeOf(frame);
      // The field of one image and the whole of the other, of a page of 595 by 842.
      const [one, other] = [400 * 200 * ((101 * 61) / (200 * 100)), 300 * 300];
      expect((await darkPixels(frame)) / (wide * high)).toBeCloseTo((one + other) / (595 * 842), 2);
      await previewDialog(page).getByText('Diese Seite ist ein Bild').waitFor();
      await closePreview(page);
    });

    test.each([
      ['an image of more than 50 megapixels', 'Riesenbild.png', 'too_many_pixels'],
      ['a PDF that is none', 'Kaputt.pdf', 'unreadable'],
    ])('%s is refused in words, with what to do instead', async (_, name, code) => {
      await beginPreview(page, name);
      const problem = await previewProblem(page);
      expect(problem.code).toBe(code);
      expect(problem.text).toContain('speichern Sie die Datei');
      expect(await previewDialog(page).locator('iframe').count()).toBe(0);
      await closePreview(page);
    });

    test('what cannot be shown has no such button', async () => {
      expect(await previewButton(page, 'Archiv.zip').count()).toBe(0);
      expect(await rowOf(page, 'Archiv.zip').getByRole('button').count()).toBe(1);
    });

    test('axe finds nothing in a preview, neither in the page nor in the frame', async () => {
      for (const name of ['Lageplan.png', 'Notiz.txt', 'Bescheid.pdf']) {
        const frame = await preview(page, name);
        expect([name, await axeFindings(page), await frameFindings(frame)]).toEqual([name, [], []]);
        await closePreview(page);
      }
    });

    test('a file that was altered at rest is refused, nothing of it is shown, and the sender is told', async () => {
      const { stack } = get();
      const told = (await stack.mails(stack.demo.email, REFUSED)).length;
      const text = 'Dieser Satz darf nicht zu sehen sein. '.repeat(1_000);
      const { links } = await sender.send(erika.address, [...(await filesOf({ 'Befund.txt': text })), '--level', '3']);
      await alterObject(stack, text.length, text.length - 10);
      const other = await opened(links[0]!);
      await beginPreview(other, 'Befund.txt');
      expect((await previewProblem(other)).code).toBe('damaged');
      expect(await previewDialog(other).locator('iframe').count()).toBe(0);
      expect(await other.locator('body').textContent()).not.toContain('Dieser Satz');
      await stack.mail(stack.demo.email, REFUSED, told + 1);
      await other.close();
    }, 60_000);

    test('where downloads are limited there is no preview, which would use one up, and that is said', async () => {
      const { links } = await sender.send(erika.address, [
        ...(await filesOf({ 'Einmal.txt': 'Einmal' })),
        '--level',
        '3',
        '--limit',
        '1',
      ]);
      const other = await opened(links[0]!);
      expect(await previewButton(other, 'Einmal.txt').count()).toBe(0);
      await other.getByText('Sie würde einen Abruf verbrauchen').waitFor();
      await rowOf(other, 'Einmal.txt').getByText('Noch 1 Abruf möglich').waitFor();
      await other.close();
    });

    test('no preview breaks the content security policy or logs an error', () => {
      expect(erika.complaints).toEqual([]);
    });
  });

  describe('of a hostile file', () => {
    let requests: string[];
    let dialogs: number;
    beforeAll(() => {
      requests = [];
      dialogs = 0;
      page.on('request', (request) => requests.push(request.url()));
      page.on('dialog', (dialog) => {
        dialogs += 1;
        void dialog.dismiss();
      });
      page.on('popup', () => {
        dialogs += 1;
      });
    });

    const ran = async (frame?: Frame) => [
      await page.evaluate('"ran" in globalThis'),
      frame ? await frame.evaluate('"ran" in globalThis') : false,
    ];

    test('a page that calls itself text is text', async () => {
      const frame = await preview(page, 'Seite.txt');
      expect(await textIn(frame)).toBe(hostilePage(post.url));
      expect(await frame.locator('#markup').count()).toBe(0);
      expect(await ran(frame)).toEqual([false, false]);
      await closePreview(page);
    });

    test('a drawing with scripts that calls itself an image is not shown at all', async () => {
      await beginPreview(page, 'Zeichnung.png');
      const problem = await previewProblem(page);
      expect(problem.code).toBe('not_as_declared');
      expect(problem.text).toContain(get().stack.demo.email);
      expect(await previewDialog(page).locator('iframe').count()).toBe(0);
      expect(await ran()).toEqual([false, false]);
      await closePreview(page);
    });

    test('a PDF with scripts is drawn, and nothing in it runs', async () => {
      const frame = await preview(page, 'Skripte.pdf');
      expect(await textIn(frame)).toBe('Harmlos');
      expect(await frame.locator('a, form, input, button').count()).toBe(0);
      expect(await ran(frame)).toEqual([false, false]);
      await closePreview(page);
    });

    test('nothing of it has asked for anything, or opened a window', () => {
      const origin = new URL(get().stack.url).origin;
      expect(requests.length).toBeGreaterThan(0);
      expect(requests.filter((url) => !url.startsWith(origin) && !url.startsWith('blob:'))).toEqual([]);
      expect([dialogs, post.visits]).toEqual([0, []]);
    });
  });

  describe('that a file has taken over', () => {
    let frame: Frame;
    beforeEach(async () => {
      frame = await preview(page, 'Notiz.txt');
    });

    const inFrame = <T>(code: string): Promise<T> =>
      frame.evaluate(`(async (url) => { ${code} })(${JSON.stringify(post.url)})`) as Promise<T>;

    test.each([
      ['ask this server', "fetch('/api/v1/session')", 'connect-src'],
      ['ask another server', 'fetch(url)', 'connect-src'],
      ['send a beacon', 'navigator.sendBeacon(url)', 'connect-src'],
      ['open a socket', "new WebSocket(url.replace('http', 'ws'))", 'connect-src'],
      ['load an image', 'new Image().src = url', 'img-src'],
      ['load a script', put('script', 'src'), 'require-trusted-types-for'],
      ['load a script of this server', "import('/service-worker.js')", 'script-src-elem'],
      ['load a style sheet', `${put('link', 'href')}.rel = 'stylesheet'`, 'style-src-elem'],
      ['load a frame', put('iframe', 'src'), 'frame-src'],
    ])('it cannot %s', async (_, attempt, directive) => {
      const violated = await inFrame(`
        const told = new Promise((resolve) => addEventListener('securitypolicyviolation', resolve, { once: true }));
        try { await (${attempt}); } catch {}
        return (await told).effectiveDirective;`);
      expect(violated).toBe(directive);
    });

    test.each([
      ['read the page', 'parent.document.body'],
      ['read what is stored', 'localStorage.length'],
      ['read cookies', 'document.cookie'],
      ['open a database', "indexedDB.open('x')"],
      ['find a service worker', 'navigator.serviceWorker.register'],
      ['lead the page elsewhere', '(top.location = url)'],
      ['open a window', 'window.open(url).document'],
    ])('nor %s', async (_, attempt) => {
      const answer = await inFrame<string>(`try { return String(${attempt}) } catch (error) { return error.name }`);
      expect(answer).toMatch(/^(SecurityError|TypeError)$/);
    });

    test('nor be of our origin, nor lead itself elsewhere; what has gone elsewhere is shown no more', async () => {
      expect(await inFrame('return self.origin')).toBe('null');
      await inFrame('setTimeout(() => { location.href = url })');
      expect((await previewProblem(page)).code).toBe('frame_failed');
      expect(await previewDialog(page).locator('iframe').count()).toBe(0);
      expect(post.visits).toEqual([]);
      await closePreview(page);
    });
  });

  test('a frame whose script was altered on the way does not run it, and shows nothing', async () => {
    const context = erika.context;
    await context.route('**/preview/plain.html', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({
        response: answer,
        body: (await answer.text()).replace('</script>', ';self.ran=1</script>'),
      });
    });
    await beginPreview(page, 'Notiz.txt');
    const iframe = await previewDialog(page).locator('iframe').elementHandle();
    const frame = (await iframe!.contentFrame())!;
    await frame.locator('main').waitFor({ state: 'attached' });
    expect(await frame.evaluate('"ran" in self')).toBe(false);
    expect((await previewProblem(page)).code).toBe('frame_failed');
    await context.unroute('**/preview/plain.html');
    await closePreview(page);
    await preview(page, 'Notiz.txt');
    await closePreview(page);
  });

  test.each([1, 2] as const)('at level %i files are shown as well', async (level) => {
    const { browser, stack, newAddress } = get();
    const to = newAddress('max');
    const { links } = await sender.send(to, [
      ...(await filesOf({ 'Notiz.txt': 'Grüße aus Köln', 'Bescheid.pdf': pdfOf(['Erste Seite']) })),
      '--level',
      String(level),
    ]);
    const max =
      level === 1
        ? await newProfile(browser, stack.url)
        : await newRecipient(browser, stack, to, { size: DESKTOP, hasKey: false });
    await visit(max.page, links[0]!);
    expect(await textIn(await preview(max.page, 'Notiz.txt'))).toBe('Grüße aus Köln');
    await closePreview(max.page);
    expect(await textIn(await preview(max.page, 'Bescheid.pdf'))).toBe('Erste Seite');
    await closePreview(max.page);
    expect(max.complaints).toEqual([]);
    await max.context.close();
  });
});

/** Puts an element into the frame's page that loads from `url`. */
function put(element: string, attribute: string): string {
  return `document.body.appendChild(Object.assign(document.createElement('${element}'), { ${attribute}: url }))`;
}
