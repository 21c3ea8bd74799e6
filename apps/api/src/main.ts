import { flushCompileCache } from 'node:module';
import { ConfigError, parseConfig } from '@umschlag/config';
import { openPlatform, stopOnSignal } from '@umschlag/core';
import { SECOND_MS } from '@umschlag/std';
import { createApp } from './app.ts';
import { listen } from './server.ts';

try {
  const config = parseConfig(process.env);
  const report = (error: unknown) =>
    api?.log.error({ kind: error instanceof Error ? error.name : 'unknown' }, 'queues');
  let api: Awaited<ReturnType<typeof createApp>> | undefined;
  const platform = await openPlatform(config, 'enqueue', report);
  api = await createApp(platform, {
    webRoot: config.webRoot,
    wkdDomains: config.wkdDomains,
    trustedProxies: config.trustedProxies,
    logLevel: config.logLevel,
  });
  const running = await listen(api, config.listen);
  stopOnSignal(
    async () => {
      await running.close();
      await platform.close();
    },
    30 * SECOND_MS,
    report,
  );
  process.send?.('ready');
  // Now rather than at the end, which may be sudden: the next start profits (NODE_COMPILE_CACHE).
  flushCompileCache();
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'PORT: another program listens there already; choose another port.';
  }
  return `The API cannot start: ${error instanceof Error ? error.message : String(error)}`;
}
