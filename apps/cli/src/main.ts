#!/usr/bin/env node
import { EXIT } from './exit.ts';
import { run } from './run.ts';
import { processTerminal } from './terminal/index.ts';

const interrupt = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // The second time the person does not want to wait for the tidying up.
    if (interrupt.signal.aborted) process.exit(EXIT.network);
    interrupt.abort();
  });
}

// `umschlag … | head` ends the reader early.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.ok);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), processTerminal(interrupt.signal));
