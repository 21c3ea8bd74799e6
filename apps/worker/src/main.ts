import { flushCompileCache } from 'node:module';
import { ConfigError, parseConfig } from '@umschlag/config';
import { openPlatform, stopOnSignal } from '@umschlag/core';
import { SECOND_MS } from '@umschlag/std';
import { startWorker } from './worker.ts';

/** One line per trouble: the task, and the kind of error. Messages may hold addresses and stay out. */
function report(task: string, error: unknown): void {
  const kind = error instanceof Error ? `${error.name}${'code' in error ? ` ${String(error.code)}` : ''}` : 'unknown';
  process.stderr.write(`${JSON.stringify({ level: 'error', process: 'worker', task, kind })}\n`);
}

try {
  const platform = await openPlatform(parseConfig(process.env), 'work', (error) => report('queues', error));
  const worker = await startWorker(platform, report);
  stopOnSignal(
    async () => {
      await worker.stop();
      await platform.close();
    },
    30 * SECOND_MS,
    (error) => report('stop', error),
  );
  process.send?.('ready');
  // Now rather than at the end, which may be sudden: the next start profits (NODE_COMPILE_CACHE).
  flushCompileCache();
} catch (error) {
  process.stderr.write(
    `${error instanceof ConfigError ? error.message : `The worker cannot start: ${String(error)}`}\n`,
  );
  process.exit(1);
}
