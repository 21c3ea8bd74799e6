import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@umschlag/std';
import type { CaughtMail } from './caught-mail.ts';
import { folderCertificate } from './certificate.ts';
import { openMailStore } from './mail-store.ts';
import { startSmtpServer } from './smtp-receiver.ts';
import { startWebServer } from './web-server.ts';

export interface CatcherOptions {
  /** 0: any free one. */
  readonly smtpPort: number;
  /** 0: any free one. */
  readonly webPort: number;
  /** Keeps mails and the certificate over a restart; without it they live in a temporary folder. */
  readonly dataDir?: string | undefined;
  /** The oldest mails go when there are more; 500 by default. */
  readonly maxMails?: number | undefined;
}

export interface Catcher {
  readonly smtpPort: number;
  readonly webPort: number;
  /** Where a person reads the mails, without a trailing slash. */
  readonly webUrl: string;
  /** PEM, to be trusted as `ca`: valid for localhost, 127.0.0.1 and ::1. */
  readonly certificate: string;
  /** Path of the same certificate, for SMTP_CA_FILE. */
  readonly certificateFile: string;
  /** Newest first. */
  mails(): readonly CaughtMail[];
  close(): Promise<void>;
}

/**
 * A mail server on the loopback interface that keeps every mail and sends none, with a page to read them.
 * Mail is taken over TLS only, as from a real server, so that trying it out tries the real thing.
 */
export async function startCatcher(options: CatcherOptions): Promise<Catcher> {
  await using opened = new AsyncDisposableStack();
  const folder = options.dataDir ?? (await temporaryFolder(opened));
  const certificate = await folderCertificate(folder, systemClock.now());
  const store = await openMailStore(join(folder, 'mails'), options.maxMails ?? 500);
  const smtp = await startSmtpServer(options.smtpPort, certificate, store, systemClock);
  opened.defer(smtp.close);
  const web = await startWebServer(options.webPort, store);
  opened.defer(web.close);
  // from here on it is the caller who closes
  const open = opened.move();
  return {
    smtpPort: smtp.port,
    webPort: web.port,
    webUrl: `http://127.0.0.1:${web.port}`,
    certificate: certificate.certificate,
    certificateFile: certificate.file,
    mails: () => store.list(),
    close: () => open.disposeAsync(),
  };
}

async function temporaryFolder(opened: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-mails-'));
  opened.defer(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
