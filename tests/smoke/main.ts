// npm run smoke [-- --size 2GiB]: the main job, once, with the real parts.
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromiumMissing, newProfile, PHONE, startChromium } from '../journeys/support/browser.ts';
import { startStandalone } from '../journeys/support/standalone.ts';
import {
  compose,
  downloadBy,
  sendNow,
  sha256Of,
  signInAsDemo,
  signInByCode,
  waitUntilStored,
} from '../journeys/support/steps.ts';
import { option, parseSize } from '../load/support/checks.ts';

const sizeBytes = parseSize(option('size', '64MiB'));
const FOLDER = {
  'Anträge/Müller, Jürgen.txt': 'Grüße',
  'Anträge/2026/Straße 😀.txt': 'ß',
  'Anträge/leer.txt': '',
};

/** Names and contents of an archive by another implementation than ours. */
const PYTHON_UNZIP = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
members = sorted((m.filename, archive.read(m).decode()) for m in archive.infolist() if not m.is_dir())
print(json.dumps(members), end='')
`;

const missing = chromiumMissing();
if (missing) {
  process.stderr.write(`The smoke run needs Chromium: ${missing}.\n`);
  process.exit(2);
}

let passed = 0;
let failed = 0;
async function step(name: string, work: () => Promise<void>): Promise<void> {
  const began = performance.now();
  try {
    await work();
    passed++;
    process.stdout.write(`ok     ${name} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
  } catch (error) {
    failed++;
    process.stdout.write(`FAILED ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    throw error;
  }
}

function expect(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

async function makeFiles(folder: string): Promise<string> {
  const file = join(folder, 'Fallakte.bin');
  const handle = await open(file, 'w');
  for (let left = sizeBytes; left > 0; left -= 2 ** 24) await handle.write(randomBytes(Math.min(left, 2 ** 24)));
  await handle.close();
  for (const [path, text] of Object.entries(FOLDER)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return file;
}

/** A mail holds the link and nothing of the content. */
function checkMail(text: string, links: readonly string[]): string {
  expect(!/Geheime|Vertraulich|Fallakte|Anträge/.test(text), 'the mail holds something of the content');
  const [link, ...others] = links;
  expect(link !== undefined && others.length === 0, `the mail has ${links.length} links`);
  return link ?? '';
}

const folder = await mkdtemp(join(tmpdir(), 'umschlag-smoke-'));
const stack = await startStandalone();
const browser = await startChromium();
try {
  const file = await makeFiles(folder);
  const sender = await newProfile(browser, stack.url);
  const citizen = await newProfile(browser, stack.url, PHONE);
  const stranger = await newProfile(browser, stack.url);
  let link = '';

  await step('the caseworker signs in', () => signInAsDemo(sender.page, stack));
  await step(`a file of ${sizeBytes / 2 ** 20} MiB goes out at level 1`, async () => {
    const subject = 'Geheime Akte';
    const message = 'Vertraulich';
    await compose(sender.page, { to: 'erika@example.org', subject, message, level: 1, files: [file] });
    await waitUntilStored(sender.page, 1);
    await sendNow(sender.page);
  });
  await step('the mail arrives with the link only', async () => {
    const mail = await stack.mail('erika@example.org', /./);
    link = checkMail(mail.text, mail.links);
  });
  await step('another browser opens the link, and the file is the same', async () => {
    await citizen.page.goto(link);
    await citizen.page.getByText('Vertraulich').waitFor();
    const { path, name } = await downloadBy(citizen.page, () => citizen.page.locator('a[download]').first().click());
    expect(name === 'Fallakte.bin', `it is called ${name}`);
    expect((await sha256Of(path)) === (await sha256Of(file)), 'the SHA-256 differs');
  });
  await step('a folder with umlauts goes out at level 2', async () => {
    const what = { to: 'max@example.org', subject: 'Geheim', message: 'Vertraulich', level: 2 } as const;
    await compose(sender.page, { ...what, folder: join(folder, 'Anträge') });
    await waitUntilStored(sender.page, Object.keys(FOLDER).length);
    await sendNow(sender.page);
    const mail = await stack.mail('max@example.org', /./);
    link = checkMail(mail.text, mail.links);
  });
  await step('a stranger with the link sees nothing of it', async () => {
    await stranger.page.goto(link);
    await stranger.page.getByRole('heading', { level: 1 }).waitFor();
    const shown = await stranger.page.locator('body').textContent();
    expect(shown !== null && !/Geheim|Vertraulich|Anträge/.test(shown), 'the page shows something of the content');
  });
  await step('the addressed citizen registers, is brought back, and gets all as ZIP', async () => {
    await citizen.page.goto(link);
    await citizen.page.getByRole('button', { name: 'Weiter zur Anmeldung' }).click();
    await signInByCode(citizen.page, stack, 'max@example.org');
    await citizen.page.getByText('Vertraulich').waitFor();
    const { path } = await downloadBy(citizen.page, () => citizen.page.locator('a[href$="/archive"]').first().click());
    const listing = JSON.parse(execFileSync('python3', ['-c', PYTHON_UNZIP, path], { encoding: 'utf8' }));
    const found = JSON.stringify(Object.fromEntries(listing));
    const expected = JSON.stringify(Object.fromEntries(Object.entries(FOLDER).toSorted()));
    expect(found === expected, `the archive holds ${found}`);
  });
  await step('no page complained', async () => {
    const complaints = [sender, citizen, stranger].flatMap((profile) => profile.complaints);
    expect(complaints.length === 0, complaints.join('; '));
  });
} catch {
  // The step has told.
} finally {
  await browser.close();
  await stack.stop();
  await rm(folder, { recursive: true, force: true });
}
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);
