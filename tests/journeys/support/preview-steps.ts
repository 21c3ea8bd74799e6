import type { Frame, Locator, Page } from 'playwright-core';
import { rowOf } from './receiving-steps.ts';

/** Whatever the language; the button beside it saves. */
export const previewButton = (page: Page, name: string): Locator =>
  rowOf(page, name).getByRole('button', { name: /^(Vorschau|Preview)/ });

export const previewDialog = (page: Page): Locator => page.locator('dialog.preview[open]');

/** Presses the button beside a file. */
export async function beginPreview(page: Page, name: string): Promise<Locator> {
  await previewButton(page, name).click();
  const dialog = previewDialog(page);
  await dialog.waitFor();
  return dialog;
}

/** The frame of the preview that is open, once it shows the file. */
export async function shownFrame(page: Page): Promise<Frame> {
  const dialog = previewDialog(page);
  await dialog.locator('.preview-tools').waitFor({ timeout: 60_000 });
  const frame = await (await dialog.locator('iframe').elementHandle())!.contentFrame();
  if (!frame) throw new Error('The preview has no frame.');
  return frame;
}

/** Opens a preview and waits until the file is seen. */
export async function preview(page: Page, name: string): Promise<Frame> {
  await beginPreview(page, name);
  return shownFrame(page);
}

/** Why a preview shows nothing. */
export async function previewProblem(page: Page): Promise<{ code: string | null; text: string }> {
  const notice = previewDialog(page).locator('.notice.error');
  await notice.waitFor({ timeout: 60_000 });
  const code = (await notice.getAttribute('data-problem')) ?? (await notice.getAttribute('data-reason'));
  return { code, text: (await notice.textContent()) ?? '' };
}

export async function closePreview(page: Page): Promise<void> {
  await previewDialog(page).locator('.button-row button').click();
  await page.locator('dialog.preview').waitFor({ state: 'detached' });
}
