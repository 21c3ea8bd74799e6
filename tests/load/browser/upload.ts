import type { Page } from 'playwright-core';
import type { Line } from '../../journeys/support/line.ts';
import { waitUntilStored } from '../../journeys/support/steps.ts';

/** How much of the file has left when the line is cut, or the tab is closed. */
const DISTURBANCES = [
  { share: 0.15, what: 'cut' },
  { share: 0.45, what: 'cut' },
  { share: 0.65, what: 'close' },
  { share: 0.85, what: 'cut' },
] as const;

export interface DisturbedUpload {
  /** The tab in which it ended. */
  readonly page: Page;
  /** Octets that had left the browser at each disturbance. */
  readonly places: readonly number[];
  /** Octets that have left it in all. */
  readonly sentBytes: number;
}

/**
 * Uploads a file from a draft that is saved, and disturbs that: three times the line is cut, and once the tab is closed
 * and the draft is gone on with in another one, where the file is chosen again.
 * @param file path; at the draft there is no other
 */
export async function uploadDisturbed(
  draft: Page,
  line: Line,
  file: string,
  sizeBytes: number,
): Promise<DisturbedUpload> {
  const before = line.sentBytes();
  const places: number[] = [];
  const holdAt = (index: number): Promise<void> => {
    const { share } = DISTURBANCES[index] ?? { share: Number.POSITIVE_INFINITY };
    return line.holdAfter(before + share * sizeBytes - line.sentBytes());
  };
  let page = draft;
  let held = holdAt(0);
  await page.setInputFiles('#files-input', [file]);
  for (const [index, { what }] of DISTURBANCES.entries()) {
    await held;
    places.push(line.sentBytes() - before);
    if (what === 'cut') {
      line.cut();
      line.release();
      await page.getByText('geht von selbst weiter').first().waitFor();
      held = holdAt(index + 1);
      line.restore();
    } else {
      const address = page.url();
      await page.close();
      line.release();
      held = holdAt(index + 1);
      page = await goOnWith(await draft.context().newPage(), address, file);
    }
  }
  await waitUntilStored(page, 1);
  return { page, places, sentBytes: line.sentBytes() - before };
}

async function goOnWith(page: Page, address: string, file: string): Promise<Page> {
  await page.goto(address);
  await page.getByText('Wählen Sie diese Datei noch einmal aus').waitFor();
  await page.locator('.list input[type=file]').setInputFiles(file);
  return page;
}
