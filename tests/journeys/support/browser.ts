import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const PROGRAM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Why no browser can be started here, or `undefined`. */
export function chromiumMissing(): string | undefined {
  if (process.env.UMSCHLAG_TEST_QUICK === '1') return 'the quick tests leave the browser out';
  return existsSync(PROGRAM) ? undefined : `${PROGRAM} is not installed (Debian: chromium)`;
}

/**
 * Chromium that talks to nobody but the pages it is given.
 * @param camera a film in Y4M, which its camera shows over and over; without it there is no camera
 */
export function startChromium(camera?: string): Promise<Browser> {
  return chromium.launch({
    executablePath: PROGRAM,
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
      ...(camera === undefined
        ? []
        : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`]),
    ],
  });
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const DESKTOP: Size = { width: 1280, height: 800 };
export const PHONE: Size = { width: 360, height: 740 };

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
  const context = await browser.newContext({ baseURL, viewport: size, locale, acceptDownloads: true });
  const complaints: string[] = [];
  context.on('weberror', (event) => complaints.push(String(event.error())));
  context.on('console', (message) => {
    // A refused request is logged by the browser itself; what the page makes of it is tested by what it shows.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) complaints.push(message.text());
  });
  const page = await context.newPage();
  return { context, page, complaints };
}
