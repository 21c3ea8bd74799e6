import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError, parseConfig } from '@umschlag/config';
import { stopOnSignal } from '@umschlag/core';
import { MINUTE_MS } from '@umschlag/std';
import { openDataFolder } from './data-folder.ts';
import { offerDemoCaseworker } from './demo-caseworker.ts';
import { prepareFor } from './master-key.ts';
import { type KeptProcess, keepProcess } from './process-keeper.ts';
import { startServices } from './services.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The environment of the API and the worker: what was given, and what the embedded services add. */
function childEnvironment(root: string, settings: Record<string, string>): Record<string, string> {
  const port = process.env.PORT?.trim() || '8080';
  const defaults = {
    PORT: port,
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    LOG_LEVEL: 'warn',
    WEB_ROOT: here('../../web/dist'),
    NODE_COMPILE_CACHE: join(root, 'compile-cache'),
  };
  const given = Object.entries(process.env).filter(
    (entry): entry is [string, string] => (entry[1]?.trim() ?? '') !== '',
  );
  return { ...defaults, ...Object.fromEntries(given), ...settings };
}

async function main(): Promise<void> {
  const folder = await openDataFolder(process.env);
  const services = await startServices(process.env, folder, say);
  const stops = [() => services.stop()];
  const kept: KeptProcess[] = [];
  const stop = async () => {
    for (const one of kept) one.expectEnd();
    for (const one of stops.reverse()) await one();
  };
  stopOnSignal(stop, 2 * MINUTE_MS, (error) => say(`Stopping failed: ${String(error)}`));
  try {
    const env = childEnvironment(folder.root, services.settings);
    const config = parseConfig(env);
    await prepareFor(config, services.masterKey);
    // A database that somebody runs on purpose gets no account that nobody asked for.
    const demo = services.isDatabaseEmbedded
      ? await offerDemoCaseworker(folder.root, env, config.publicUrl)
      : undefined;
    const api = keepProcess('The API', here('../../api/src/main.ts'), env, say);
    kept.push(api);
    stops.push(() => api.stop());
    const worker = keepProcess('The worker', here('../../worker/src/main.ts'), env, say);
    kept.push(worker);
    stops.push(() => worker.stop());
    await Promise.all([api.ready, worker.ready]);
    say('');
    say(`${config.platformName} is ready.`);
    say(`Web app         ${config.publicUrl}`);
    for (const address of services.addresses) say(address);
    if (demo) say(demo);
    say(`Data            ${folder.root}`);
    say('Ctrl-C stops it.');
    process.send?.('ready');
  } catch (error) {
    await stop();
    throw error;
  }
}

main().catch((error: unknown) => {
  const sentence = error instanceof ConfigError || error instanceof Error ? error.message : String(error);
  process.stderr.write(`Umschlag cannot start. ${sentence}\n`);
  process.exit(1);
});
