import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Profile } from './support/browser.ts';
import { newProfile } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import { limitFileSize } from './support/organisation-limit.ts';
import { compose, downloadBy, sendNow, sha256Of, signInAsDemo, waitUntilStored } from './support/steps.ts';

const FILE_BYTES = 3_000_000;
const SCANNER_TRIES = 100;

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-limits-'));
  file = join(folder, 'Bescheid.pdf');
  await writeFile(file, randomBytes(FILE_BYTES));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('limits', (get) => {
  describe.each(SIZES)('%s', (_, size) => {
    let sender: Profile;
    beforeAll(async () => {
      const { browser, stack } = get();
      sender = await newProfile(browser, stack.url, size);
      await signInAsDemo(sender.page, stack);
    });
    afterAll(async () => {
      expect(sender.complaints).toEqual([]);
      await sender.context.close();
    });

    /** Sends the file with a limit of one download. @returns the recipient's link */
    async function sendOnce(): Promise<string> {
      const { stack, newAddress } = get();
      const to = newAddress('erika');
      await compose(sender.page, { to, subject: 'Einmal', level: 1, files: [file], downloadLimit: 1 });
      await waitUntilStored(sender.page, 1);
      await sendNow(sender.page);
      return (await stack.mail(to, /./)).links[0]!;
    }

    test('a scanner that follows links, and even claims, uses nothing up; a whole download does', async () => {
      const { browser, stack } = get();
      const link = await sendOnce();
      const token = link.split('/').at(-1)!;
      const api = `${stack.url}/api/v1/links/${token}`;
      const { delivery } = (await (await fetch(api)).json()) as { delivery: { files: [{ id: string }] } };
      const fileId = delivery.files[0].id;
      const claim = await fetch(`${api}/claims`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ fileId }),
      });
      expect(claim.status).toBe(201);
      const { path } = (await claim.json()) as { path: string };
      const targets = [link, api, `${api}/files/${fileId}`, `${api}/archive`, `${stack.url}${path}`];
      const scan = async (n: number) => {
        const target = targets[n % targets.length]!;
        // A scanner looks at the beginning of what it finds; the file as such, whole, is what a person fetches.
        const isFile = target.endsWith(path);
        const method = n % 2 === 0 || isFile ? 'HEAD' : 'GET';
        const answer = await fetch(target, { method });
        await answer.body?.cancel();
      };
      for (let n = 0; n < SCANNER_TRIES; n++) await scan(n);
      const beginning = await fetch(`${stack.url}${path}`, { headers: { range: 'bytes=0-65535' } });
      expect(beginning.status).toBe(206);
      await beginning.arrayBuffer();

      const citizen = await newProfile(browser, stack.url, size);
      await citizen.page.goto(link);
      await citizen.page.getByText('Noch 1 Abruf möglich').waitFor();
      const button = citizen.page.getByRole('button', { name: /herunterladen/i });
      const fetched = await downloadBy(citizen.page, () => button.click());
      expect(await sha256Of(fetched.path)).toBe(await sha256Of(file));
      await citizen.page.reload();
      await citizen.page.getByText('Kein Abruf mehr möglich').waitFor();
      expect(await button.count()).toBe(0);
      expect(citizen.complaints).toEqual([]);
      await citizen.context.close();
    });

    test('who comes second with a page from before is told that nothing is left', async () => {
      const { browser, stack } = get();
      const link = await sendOnce();
      const first = await newProfile(browser, stack.url, size);
      const second = await newProfile(browser, stack.url, size);
      for (const { page } of [first, second]) {
        await page.goto(link);
        await page.getByText('Noch 1 Abruf möglich').waitFor();
      }
      const buttonOf = ({ page }: Profile) => page.getByRole('button', { name: /herunterladen/i });
      await downloadBy(first.page, () => buttonOf(first).click());
      await buttonOf(second).click();
      await second.page
        .getByRole('alert')
        .getByText(/Abruf|heruntergeladen|abgerufen/)
        .waitFor();
      for (const { context, complaints } of [first, second]) {
        expect(complaints).toEqual([]);
        await context.close();
      }
    });

    test('a file over the organisation’s limit is named before anything is sent; the others go', async () => {
      const { stack } = get();
      const small = join(folder, 'klein.txt');
      await writeFile(small, 'klein');
      await limitFileSize(stack, 1_000_000);
      try {
        const { page } = sender;
        const declared: string[] = [];
        page.context().on('request', (request) => {
          if (request.method() === 'POST' && request.url().endsWith('/uploads'))
            declared.push(request.postData() ?? '');
        });
        // The limits come with the session.
        await page.goto('/deliveries');
        await compose(page, { to: 'erika@example.org', subject: 'Zu groß', level: 1, files: [file, small] });
        const notice = page.getByRole('alert').filter({ hasText: 'Nicht hinzugefügt' });
        await notice.getByText('Bescheid.pdf').waitFor();
        expect(await notice.textContent()).toMatch(/Größer als 1\sMB/);
        await waitUntilStored(page, 1);
        expect(await page.locator('.transfer-state').count()).toBe(1);
        expect(declared.join()).not.toContain('Bescheid.pdf');
      } finally {
        await limitFileSize(stack, null);
      }
    });
  });
});
