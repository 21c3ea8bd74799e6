import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Download, Locator, Page } from 'playwright-core';
import type { Line } from '../../journeys/support/line.ts';
import { rowOf, saveButton, type Way } from '../../journeys/support/receiving-steps.ts';
import type { Person } from './people.ts';

/** How much of the file has arrived when the line is cut. */
const CUTS = [0.2, 0.55, 0.85];
/** At least so many octets a second arrive on the slowest machine. */
const SLOWEST_OCTETS_PER_MS = 4_000;

export interface Saved {
  /** On the disk of this machine. */
  readonly path: string;
  /** Octets that had reached the browser at each cut. */
  readonly places: readonly number[];
  readonly receivedBytes: number;
}

interface Wish {
  readonly name: string;
  readonly sizeBytes: number;
  readonly way: Way;
}

/** Saves a file from the page of a delivery that is open, while the line is cut three times. @throws Error if it fails */
export async function saveDisturbed(page: Page, reader: Person, line: Line, wish: Wish): Promise<Saved> {
  const before = line.receivedBytes();
  const places: number[] = [];
  const row = rowOf(page, wish.name);
  const holdAt = (index: number): Promise<void> =>
    line.holdAnswersAfter(before + (CUTS[index] ?? Number.POSITIVE_INFINITY) * wish.sizeBytes - line.receivedBytes());
  const begun = new Promise<Download>((resolve) => page.once('download', resolve));
  let held = holdAt(0);
  await saveButton(row).click();
  for (const index of CUTS.keys()) {
    await held;
    places.push(line.receivedBytes() - before);
    line.cut();
    line.release();
    await row.getByText('geht von selbst weiter').waitFor();
    held = holdAt(index + 1);
    line.restore();
  }
  await untilSaved(row, wish);
  const receivedBytes = line.receivedBytes() - before;
  const path = wish.way === 'picked' ? await pickedFile(reader.folder, wish.sizeBytes) : await pathOf(await begun);
  return { path, places, receivedBytes };
}

async function untilSaved(row: Locator, { way, sizeBytes }: Wish): Promise<void> {
  const shown = row.locator('.download');
  const phases = ['done', 'failed', 'cancelled'].map((phase) => `.download[data-phase=${phase}]`);
  await row.locator(phases.join(', ')).waitFor({ timeout: 120_000 + sizeBytes / SLOWEST_OCTETS_PER_MS });
  const [phase, usedWay] = [await shown.getAttribute('data-phase'), await shown.getAttribute('data-way')];
  if (phase !== 'done') throw new Error(`The download has ${phase}: ${await shown.textContent()}`);
  if (usedWay !== way) throw new Error(`The download went by "${usedWay}".`);
}

async function pathOf(download: Download): Promise<string> {
  const failure = await download.failure();
  if (failure) throw new Error(`The browser's download failed: ${failure}`);
  return download.path();
}

/** A file of the site's own file system, where Chromium has it on the disk: as it is, under a number. */
async function pickedFile(profile: string, sizeBytes: number): Promise<string> {
  const below = join(profile, 'Default', 'File System');
  for (const name of await readdir(below, { recursive: true })) {
    const path = join(below, name);
    const found = await stat(path);
    if (found.isFile() && found.size === sizeBytes) return path;
  }
  throw new Error('The picked file is not in the profile.');
}
