import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newProfile, type Profile } from './support/browser.ts';
import { describeJourney, SIZES } from './support/describe-journey.ts';
import {
  compose,
  downloadBy,
  sendNow,
  sha256Of,
  signInAsDemo,
  signInByCode,
  waitUntilStored,
} from './support/steps.ts';

const CONTENT = /Nur für Max|Vertraulich|Befund/;

let folder: string;
const octets = randomBytes(100_000);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-level-2-'));
  await writeFile(join(folder, 'Befund.pdf'), octets);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('a delivery at level 2', (get) => {
  describe.each(SIZES)('%s', (_, size) => {
    const open = async (): Promise<Profile> => newProfile(get().browser, get().stack.url, size);
    const textOf = ({ page }: Profile) => page.locator('body').textContent();
    let to: string;
    let link: string;
    beforeAll(async () => {
      const { stack, newAddress } = get();
      to = newAddress('max');
      const sender = await open();
      await signInAsDemo(sender.page, stack);
      const what = { to, subject: 'Nur für Max', message: 'Vertraulich', level: 2 } as const;
      await compose(sender.page, { ...what, files: [join(folder, 'Befund.pdf')] });
      await waitUntilStored(sender.page, 1);
      await sendNow(sender.page);
      link = (await stack.mail(to, /./)).links[0]!;
      await sender.context.close();
    });

    test('shows a stranger nothing of it, neither on the page nor in what the page loads', async () => {
      const stranger = await open();
      const answers: Promise<string>[] = [];
      stranger.page.on('response', (answer) => {
        if (answer.url().includes('/api/')) answers.push(answer.text());
      });
      await stranger.page.goto(link);
      await stranger.page.getByRole('heading', { name: 'Bitte bestätigen Sie Ihre E-Mail-Adresse' }).waitFor();
      const loaded = (await Promise.all(answers)).join();
      expect(loaded).not.toMatch(CONTENT);
      expect(loaded).not.toContain(to);
      expect(await textOf(stranger)).not.toMatch(CONTENT);
      expect(stranger.complaints).toEqual([]);
      await stranger.context.close();
    });

    test('opens for the addressee after registering, who is brought back and finds it again later', async () => {
      const { stack } = get();
      const citizen = await open();
      await citizen.page.goto(link);
      await citizen.page.getByRole('button', { name: 'Weiter zur Anmeldung' }).click();
      await signInByCode(citizen.page, stack, to);
      await citizen.page.getByRole('heading', { name: 'Nur für Max' }).waitFor();
      expect(citizen.page.url()).toBe(link);
      const { path, name } = await downloadBy(citizen.page, () => citizen.page.locator('a[download]').first().click());
      expect(name).toBe('Befund.pdf');
      expect(await sha256Of(path)).toBe(createHash('sha256').update(octets).digest('hex'));

      await citizen.page.goto('/received');
      await citizen.page.getByRole('link', { name: 'Nur für Max' }).click();
      await citizen.page.getByText('Vertraulich').waitFor();
      expect(citizen.complaints).toEqual([]);
      await citizen.context.close();
    });

    test('is refused to another account, which can change to the right address', async () => {
      const { stack, newAddress } = get();
      const other = newAddress('eve');
      const citizen = await open();
      await citizen.page.goto('/sign-in');
      await signInByCode(citizen.page, stack, other);
      await citizen.page.waitForURL(/\/received$/);
      await citizen.page.goto(link);
      await citizen.page.getByText('Diese Sendung ging an eine andere Adresse').waitFor();
      const shown = await textOf(citizen);
      expect(shown).toContain(other);
      expect(shown).not.toContain(to);
      expect(shown).not.toMatch(CONTENT);

      await citizen.page.getByRole('button', { name: 'Mit anderer Adresse anmelden' }).click();
      await citizen.page.waitForURL(/\/sign-in/);
      await signInByCode(citizen.page, stack, to);
      await citizen.page.getByText('Vertraulich').waitFor();
      expect(citizen.complaints).toEqual([]);
      await citizen.context.close();
    });
  });
});
