import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { newProfile } from './browser.ts';
import { PASSPHRASE } from './key-steps.ts';
import type { Standalone } from './standalone.ts';
import { signInAsDemo } from './steps.ts';

const CLI = fileURLToPath(new URL('../../../apps/cli/src/main.ts', import.meta.url));
const run = promisify(execFile);

export interface SentSealed {
  readonly deliveryId: string;
  /** Of the recipients, in order. */
  readonly links: readonly string[];
  readonly accessCodes: readonly string[];
}

/** The demo caseworker with a key, at the command line. */
export interface SealedSender {
  /** Runs the command. @returns what it has printed */
  run(args: readonly string[]): Promise<string>;
  send(to: string, args: readonly string[]): Promise<SentSealed>;
}

/**
 * @param folder for what the command keeps
 * @param key whether to make one, or to take the one that the caseworker has
 */
export async function newSealedSender(
  browser: Browser,
  stack: Standalone,
  folder: string,
  key: 'create' | 'fetch' = 'create',
): Promise<SealedSender> {
  const token = await apiToken(browser, stack);
  const config = join(folder, 'sender');
  await mkdir(config, { mode: 0o700 });
  const secret = async (name: string, text: string) => {
    await writeFile(join(config, name), text, { mode: 0o600 });
    return join(config, name);
  };
  const env = {
    PATH: process.env.PATH,
    UMSCHLAG_URL: stack.url,
    UMSCHLAG_TOKEN: token,
    UMSCHLAG_EMAIL: stack.demo.email,
    UMSCHLAG_CONFIG_DIR: config,
    UMSCHLAG_PASSWORD_FILE: await secret('password', stack.demo.password),
    UMSCHLAG_PASSPHRASE_FILE: await secret('passphrase', PASSPHRASE),
  };
  const umschlag = async (args: readonly string[]) =>
    (await run(process.execPath, [CLI, ...args], { env, maxBuffer: 2 ** 24 })).stdout;
  await umschlag(['keys', key]);
  return {
    run: umschlag,
    send: async (to, args) => {
      const { delivery, links, accessCodes } = JSON.parse(await umschlag(['send', ...args, '--to', to, '--json']));
      return {
        deliveryId: delivery.id,
        links: links.map(({ link }: { link: string }) => link),
        accessCodes: (accessCodes ?? []).map(({ code }: { code: string }) => code),
      };
    },
  };
}

async function apiToken(browser: Browser, stack: Standalone): Promise<string> {
  const { context, page } = await newProfile(browser, stack.url);
  await signInAsDemo(page, stack);
  const data = { name: 'Journey', validDays: 1 };
  const answer = await context.request.post('/api/v1/api-tokens', { headers: { origin: stack.url }, data });
  if (!answer.ok()) throw new Error(`No API token: ${answer.status()} ${await answer.text()}`);
  const { token } = await answer.json();
  await context.close();
  return token;
}
