import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { pdfOf } from '../invariants/submissions/pdf.ts';
import { newProfile, PHONE, type Profile } from './support/browser.ts';
import { type Colleague, newColleague } from './support/colleague.ts';
import { describeJourney } from './support/describe-journey.ts';
import { chooseFor, confirmAddress, lineOf, submitAll, untilSent, untilStored } from './support/entrance-steps.ts';
import { SLOW_MS } from './support/key-steps.ts';
import { Office } from './support/office.ts';
import { allowOnly } from './support/receiving-steps.ts';
import { giveKey, unlockWhenAsked } from './support/sealed-steps.ts';
import { downloadBy, signInAsDemo } from './support/steps.ts';

const TEST_TIMEOUT_MS = 300_000;
const NAME = 'Gutachten.pdf';
const TITLE = 'Gutachten für das Team';

let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'umschlag-teams-'));
  file = join(folder, NAME);
  await writeFile(file, pdfOf(400_000, 21));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describeJourney('a team with a key of its own', (get) => {
  let boss: Profile;
  let ben: Colleague;
  let carla: Colleague;
  let team: string;
  let link: string;
  beforeAll(async () => {
    const { browser, stack, newAddress } = get();
    boss = await newProfile(browser, stack.url, PHONE);
    await signInAsDemo(boss.page, stack);
    await giveKey({ context: boss.context, address: stack.demo.email }, stack, stack.demo.password);
    const office = new Office(boss.context, stack);
    const colleague = (name: string) =>
      newColleague(browser, stack, office, { address: newAddress(name.split(' ')[0]!.toLowerCase()), name });
    [ben, carla] = [await colleague('Ben Beispiel'), await colleague('Carla Muster')];
    await allowOnly(ben.page, 'streamed');
  });
  afterAll(async () => {
    for (const one of [boss, ben, carla]) await one?.context.close();
  });

  const openTeam = async ({ page }: Pick<Profile, 'page'>) => {
    await page.goto(team);
    await page.getByRole('button', { name: 'Entsperren …' }).click();
    await unlockWhenAsked(page);
  };
  const addMember = async ({ address }: Colleague) => {
    await boss.page.fill('#member-email', address);
    await boss.page.getByRole('button', { name: 'Mitglied hinzufügen' }).click();
    await boss.page.getByText(`${address} ist jetzt im Team.`).waitFor();
    await boss.page.getByRole('button', { name: 'Schlüssel geben …' }).click();
    await boss.page.getByRole('dialog').getByRole('button', { name: 'Schlüssel geben' }).click();
    await boss.page.getByText('Der Schlüssel ist übergeben.').waitFor({ timeout: SLOW_MS });
  };
  /** A new member compares the words with somebody, and has the key from then on. */
  const believe = async (member: Colleague) => {
    await openTeam(member);
    await member.page.getByRole('button', { name: 'Die neun Wörter sind dieselben' }).click();
    await member.page.getByText('Der Schlüssel des Teams ist geöffnet.').waitFor({ timeout: SLOW_MS });
  };
  const submit = async (word: string) => {
    const { browser, stack, newAddress } = get();
    const citizen = await newProfile(browser, stack.url, PHONE);
    await citizen.page.goto(link);
    await citizen.page.getByText('Sachgebiet Wohngeld').waitFor();
    await confirmAddress(citizen.page, stack, newAddress(word));
    await chooseFor(citizen.page, 'Gutachten', [file]);
    await untilStored(lineOf(citizen.page, 'Gutachten'), 1);
    await citizen.page.fill('#sealed-message', `Streng vertraulich, ${word}`);
    await submitAll(citizen.page);
    await untilSent(citizen.page);
    expect(citizen.complaints).toEqual([]);
    await citizen.context.close();
  };
  const toInbox = async ({ page }: Pick<Profile, 'page'>, count: number) => {
    await page.goto('/upload-links');
    await page.getByRole('link', { name: TITLE }).click();
    await page
      .locator('.submission')
      .nth(count - 1)
      .waitFor();
  };
  const openAll = async (page: Page, words: readonly string[]) => {
    const cards = page.locator('.submission');
    for (let index = 0; index < words.length; index += 1) {
      const card = cards.nth(index);
      if ((await card.getAttribute('open')) === null) await card.locator('summary').click();
      if (index === 0) {
        await card.getByRole('button', { name: 'Mit meinem Schlüssel öffnen' }).click();
        await unlockWhenAsked(page);
      }
      await card.getByText(`Streng vertraulich, ${words[index]}`).waitFor({ timeout: SLOW_MS });
      await card.getByText(NAME).waitFor();
    }
  };

  test(
    'at level 4 every member opens what a citizen sent to the team, each with their own key',
    async () => {
      const { page } = boss;
      await page.goto('/teams');
      await page.fill('#team-name', 'Sachgebiet Wohngeld');
      await page.getByRole('button', { name: 'Team anlegen' }).click();
      await page.waitForURL(/\/teams\/[0-9a-f-]{36}$/);
      team = new URL(page.url()).pathname;
      await page.getByRole('button', { name: 'Entsperren …' }).click();
      await unlockWhenAsked(page);
      await page.getByText('Der Schlüssel des Teams ist geöffnet.').waitFor({ timeout: SLOW_MS });
      await addMember(ben);
      await believe(ben);

      await page.goto('/upload-links/new');
      await page.getByRole('button', { name: /^Leer/ }).click();
      await page.selectOption('#owner', { label: 'Sachgebiet Wohngeld' });
      await page.fill('#title', TITLE);
      await page.locator('input[id^=document-]').first().fill('Gutachten');
      await page.check('input[name=level][value="4"]');
      await page.check('input[name=count][value=unlimited]');
      await page.getByRole('button', { name: 'Upload-Link anlegen' }).click();
      await unlockWhenAsked(page);
      await page.getByText('Der Upload-Link ist angelegt').waitFor({ timeout: SLOW_MS });
      link = await page.inputValue('#upload-link');
      await submit('vorher');

      await toInbox(ben, 1);
      await openAll(ben.page, ['vorher']);
      const save = ben.page.getByRole('button', { name: `${NAME} speichern` });
      const saved = await downloadBy(ben.page, () => save.click());
      expect((await readFile(saved.path)).equals(await readFile(file))).toBe(true);
      await toInbox(boss, 1);
      await openAll(boss.page, ['vorher']);
      expect([...boss.complaints, ...ben.complaints]).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  test(
    'whoever has left sees nothing of what came after, and a new member opens what came before',
    async () => {
      const { page } = boss;
      await openTeam(boss);
      await page.getByText('Der Schlüssel des Teams ist geöffnet.').waitFor({ timeout: SLOW_MS });
      await page.getByRole('button', { name: 'Entfernen: Ben Beispiel' }).click();
      await page.getByText('Zugleich bekommt das Team einen neuen Schlüssel').waitFor();
      await page.getByRole('dialog').getByRole('button', { name: 'Entfernen' }).click();
      await page.getByText('Ben Beispiel ist nicht mehr im Team.').waitFor({ timeout: SLOW_MS });
      await page.getByText('Der Schlüssel des Teams ist geöffnet.').waitFor({ timeout: SLOW_MS });
      // The link that was handed on long ago goes on to the new key.
      await submit('nachher');
      await ben.page.reload();
      await ben.page.getByRole('heading', { name: 'Seite nicht gefunden' }).waitFor();
      await ben.page.goto(team);
      await ben.page.getByText('Team').first().waitFor();
      expect(await ben.page.locator('body').textContent()).not.toContain('Carla');

      await addMember(carla);
      await believe(carla);
      for (const member of [carla, boss]) {
        await toInbox(member, 2);
        await openAll(member.page, ['nachher', 'vorher']);
      }
      expect([...boss.complaints, ...carla.complaints]).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});
