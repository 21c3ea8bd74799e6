import type { Download, Page } from 'playwright-core';
import { allowOnly, openByPassphrase, rowOf, saveButton, visit } from '../../tests/journeys/support/receiving-steps.ts';
import { alternate, type Figure, report } from '../measure.ts';
import { deliver, NAME, newDraft, type Place, uploadTo } from './place.ts';
import { makeRawReady, runRaw } from './raw.ts';

const MIB = 2 ** 20;
const AIM_RAW = 0.6;
const AIM_LEVEL_1 = 0.85;
const LONG_MS = 30 * 60_000;

/** Of the real page and its one worker, the file chosen to the file stored. */
export async function measureUploads(place: Place, rounds: number): Promise<Figure[]> {
  const { sizeBytes, caseworker } = place;
  const raw = caseworker.page;
  await makeRawReady(raw);
  const drafts = { 1: [] as Page[], 3: [] as Page[] };
  for (let round = 0; round <= rounds; round++) {
    for (const level of [1, 3] as const) drafts[level].push(await newDraft(place, level));
  }
  const upload = async (level: 1 | 3) => {
    const page = drafts[level].pop()!;
    await uploadTo(page, place);
    // Not waited for: that is not what is measured.
    void page.close();
  };
  const seconds = await alternate(rounds, {
    raw: () => runRaw(raw, 'seal', sizeBytes),
    level1: () => upload(1),
    level3: () => upload(3),
  });
  const speed = (name: keyof typeof seconds) => sizeBytes / MIB / seconds[name];
  return [
    report('upload at level 3 vs. raw AES-GCM in the page', speed('level3'), 'MiB/s', speed('raw'), AIM_RAW),
    report('upload at level 3 vs. at level 1', speed('level3'), 'MiB/s', speed('level1'), AIM_LEVEL_1),
  ];
}

/** To the file whole on the disk: as a download of the browser, and into a file that the person has picked. */
export async function measureDownloads(place: Place, rounds: number): Promise<Figure[]> {
  const { sizeBytes, citizen } = place;
  const sealed = await deliver(place, 3);
  const open = await deliver(place, 1);
  const newPage = () => citizen.context.newPage();
  const [raw, streamed, picked, plain] = [await newPage(), await newPage(), await newPage(), await newPage()];
  await raw.goto('/received');
  await makeRawReady(raw);
  await allowOnly(streamed, 'streamed');
  await allowOnly(picked, 'picked');
  for (const page of [streamed, picked]) {
    await visit(page, sealed);
    await openByPassphrase(page);
  }
  await visit(plain, open);
  const seconds = await alternate(rounds, {
    raw: () => runRaw(raw, 'open', sizeBytes),
    level1: () => download(plain, () => plain.locator('a[download]').first().click()),
    streamed: () => download(streamed, () => save(streamed)),
    picked: () => save(picked),
  });
  const speed = (name: keyof typeof seconds) => sizeBytes / MIB / seconds[name];
  return (['streamed', 'picked'] as const).flatMap((way) => {
    const name = `download at level 3, ${way}`;
    return [
      report(`${name}, vs. raw AES-GCM in the page`, speed(way), 'MiB/s', speed('raw'), AIM_RAW),
      report(`${name}, vs. at level 1`, speed(way), 'MiB/s', speed('level1'), AIM_LEVEL_1),
    ];
  });
}

/** Waits until the browser has all of it, and takes it away again: that is waited for too, a few milliseconds. */
async function download(page: Page, begin: () => Promise<void>): Promise<void> {
  const begun = new Promise<Download>((resolve) => page.once('download', resolve));
  await begin();
  const got = await begun;
  const failure = await got.failure();
  if (failure) throw new Error(`The download failed: ${failure}`);
  await got.delete();
}

/** Waits until the page says that all of it was checked and written. */
async function save(page: Page): Promise<void> {
  const row = rowOf(page, NAME);
  const shown = (phase: string) => `.download[data-phase=${phase}]`;
  await saveButton(row).click();
  // After an earlier round it says "done" until this one begins.
  await row.locator(`${shown('starting')}, ${shown('running')}`).waitFor();
  await row.locator(`${shown('done')}, ${shown('failed')}`).waitFor({ timeout: LONG_MS });
  if ((await row.locator('.download').getAttribute('data-phase')) !== 'done') throw new Error('The download failed.');
}
