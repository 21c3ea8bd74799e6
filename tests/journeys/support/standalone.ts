import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../../apps/standalone/src/main.ts', import.meta.url));

export interface CaughtMail {
  readonly id: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly links: readonly string[];
}

/** What `npm start` starts, with a data folder of its own. */
export interface Standalone {
  readonly url: string;
  readonly mailUrl: string;
  readonly folder: string;
  readonly demo: { readonly email: string; readonly password: string };
  /** The mails to an address whose subject matches, newest first. */
  mails(to: string, subject: RegExp): Promise<CaughtMail[]>;
  /** Waits for the n-th mail to an address whose subject matches. */
  mail(to: string, subject: RegExp, count?: number): Promise<CaughtMail>;
  /** The process id of the API, which changes when it is started again. */
  apiPid(): Promise<number>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** What a developer's environment names must not be touched by a test: all services are embedded. */
function withoutServices(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const named = /^(DATABASE_URL|STORAGE_DIR|MASTER_KEY|PUBLIC_URL|HOST|WEB_ROOT|S3_.*|SMTP_.*|TRUSTED_PROXIES)$/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !named.test(name)));
}

/** @param publicUrl where browsers reach it, if not at its own address */
export async function startStandalone(publicUrl?: string): Promise<Standalone> {
  const folder = await mkdtemp(join(tmpdir(), 'umschlag-journey-'));
  const [port, mailPort] = [await freePort(), await freePort()];
  const env = {
    ...withoutServices(process.env),
    UMSCHLAG_DATA_DIR: folder,
    PORT: String(port),
    MAIL_WEB_PORT: String(mailPort),
    LOG_LEVEL: 'error',
    ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
  };
  const child = fork(MAIN, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [message] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
  if (message !== 'ready') throw new Error('The stand-alone did not start.');
  const mailUrl = `http://127.0.0.1:${mailPort}`;
  return {
    url: `http://127.0.0.1:${port}`,
    mailUrl,
    folder,
    demo: JSON.parse(await readFile(join(folder, 'demo-caseworker.json'), 'utf8')),
    mails: (to, subject) => readMails(mailUrl, to, subject),
    mail: (to, subject, count = 1) => waitForMail(mailUrl, to, subject, count),
    apiPid: () => childRunning(child, 'apps/api/src/main.ts'),
    stop: () => stop(child, folder),
  };
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}

const MAIL_TRIES = 300;
const MAIL_PAUSE_MS = 100;

async function readMails(mailUrl: string, to: string, subject: RegExp): Promise<CaughtMail[]> {
  const answer = await fetch(`${mailUrl}/api/mails?to=${encodeURIComponent(to)}`);
  return ((await answer.json()) as CaughtMail[]).filter((mail) => subject.test(mail.subject));
}

async function waitForMail(mailUrl: string, to: string, subject: RegExp, count: number): Promise<CaughtMail> {
  for (let attempt = 0; attempt < MAIL_TRIES; attempt++) {
    const found = (await readMails(mailUrl, to, subject)).at(-count);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, MAIL_PAUSE_MS));
  }
  throw new Error(`No mail ${subject} came to ${to}.`);
}

/** The child of a process whose command line holds `program` (Linux). */
async function childRunning(parent: ChildProcess, program: string): Promise<number> {
  const children = await readFile(`/proc/${parent.pid}/task/${parent.pid}/children`, 'utf8');
  for (const pid of children.trim().split(' ')) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(program)) return Number(pid);
  }
  throw new Error(`${program} does not run.`);
}
