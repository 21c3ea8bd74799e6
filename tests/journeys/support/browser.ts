import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why no browser can be started here, or `undefined`. */
export function chromiumMissing(): string | undefined {
  if (process.env.UMSCHLAG_TEST_QUICK === '1') return 'the quick tests leave the browser out';
  return existsSync(PROGRAM) ? undefined : `${PROGRAM} is not installed (Debian: chromium)`;
}

const LAUNCH = {
  // Without a UTF-8 locale it saves a file whose name has an umlaut as "download".
  env: { ...process.env, LC_ALL: 'C.UTF-8' } as Record<string, string>,
  args: [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};

/**
 * Chromium that talks to nobody but the pages it is given.
 * @param camera a film in Y4M, which its camera shows over and over; without it there is no camera
 */
export async function startChromium(camera?: string): Promise<Browser> {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-chromium-'));
  const film = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`];
  const args = [...LAUNCH.args, ...(camera === undefined ? [] : film)];
  const browser = await chromium.launch({ ...LAUNCH, args, executablePath: await quietProgram(folder) });
  browser.on('disconnected', () => void rm(folder, { recursive: true, force: true }));
  return browser;
}

/** How long a page may take to come to what is waited for: nothing is said about speed. */
const PATIENCE_MS = 60_000;

export interface Size {
  readonly width: number;
  readonly height: number;
  /** Of a telephone: it is touched, and a camera program is on it. */
  readonly isTouched?: boolean;
}

export const DESKTOP: Size = { width: 1280, height: 800 };
export const PHONE: Size = { width: 360, height: 740 };
export const TOUCHED_PHONE: Size = { ...PHONE, isTouched: true };

export interface Profile {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What none of its pages may do: break the content security policy or log an error. */
  readonly complaints: string[];
}

/** A browser profile of its own: no cookies, no storage. */
export async function newProfile(
  browser: Browser,
  baseURL: string,
  size = DESKTOP,
  locale = 'de-DE',
): Promise<Profile> {
  const { isTouched = false, ...viewport } = size;
  const device = { viewport, hasTouch: isTouched, isMobile: isTouched };
  const context = await browser.newContext({ baseURL, ...device, locale, acceptDownloads: true });
  context.setDefaultTimeout(PATIENCE_MS);
  return { context, complaints: complaintsOf(context), page: await context.newPage() };
}

/**
 * A Chromium of its own whose profile lies on the disk: in the others the site's file system and database are in
 * memory. Closing the context ends it.
 * @param folder for the profile, and for what is downloaded
 */
export async function startProfile(folder: string, baseURL: string): Promise<Profile> {
  const context = await chromium.launchPersistentContext(folder, {
    ...LAUNCH,
    executablePath: await quietProgram(folder),
    baseURL,
    viewport: DESKTOP,
    locale: 'de-DE',
    acceptDownloads: true,
    downloadsPath: join(folder, 'downloads'),
  });
  return { context, complaints: complaintsOf(context), page: await context.newPage() };
}

/** A program to start in place of Chromium: see quiet-chromium.ts. */
async function quietProgram(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const program = join(folder, 'quiet-chromium');
  const quiet = fileURLToPath(new URL('quiet-chromium.ts', import.meta.url));
  await writeFile(program, `#!/bin/sh\nexec '${process.execPath}' '${quiet}' '${PROGRAM}' "$@"\n`, { mode: 0o700 });
  return program;
}

function complaintsOf(context: BrowserContext): string[] {
  const complaints: string[] = [];
  context.on('weberror', (event) => complaints.push(String(event.error())));
  context.on('console', (message) => {
    // A refused request is logged by the browser itself; what the page makes of it is tested by what it shows.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  return complaints;
}
