import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { SERVER_NODE_ARGUMENTS } from '@umschlag/config';

export interface KeptProcess {
  /** From here on its end is expected: a Ctrl-C reaches it too. */
  expectEnd(): void;
  /** Resolves when the process has said that it is ready for the first time; rejects when it cannot start. */
  readonly ready: Promise<void>;
  pid(): number | undefined;
  stop(): Promise<void>;
}

const RESTART_PAUSE_MS = 500;
const STOP_GRACE_MS = 35_000;

/**
 * Starts a Node process and starts it again when it dies, also after `kill -9`.
 * The child ends by itself when this process dies, as its IPC channel closes.
 */
export function keepProcess(
  name: string,
  file: string,
  env: Record<string, string>,
  say: (line: string) => void,
): KeptProcess {
  let stopping = false;
  let everReady = false;
  let child: ChildProcess;
  const ready = Promise.withResolvers<void>();

  function start(): void {
    const execArgv = [...process.execArgv, ...SERVER_NODE_ARGUMENTS];
    child = fork(file, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv });
    child.on('message', (message) => {
      if (message !== 'ready') return;
      if (everReady) say(`${name} is back.`);
      everReady = true;
      ready.resolve();
    });
    child.on('exit', (code, signal) => {
      if (stopping) return;
      if (!everReady) return ready.reject(new Error(`${name} could not start.`));
      say(`${name} ended (${signal ?? `code ${code}`}); starting it again.`);
      setTimeout(() => {
        if (!stopping) start();
      }, RESTART_PAUSE_MS);
    });
  }

  start();
  return {
    ready: ready.promise,
    pid: () => child.pid,
    expectEnd: () => {
      stopping = true;
    },
    stop: async () => {
      stopping = true;
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MS);
      await once(child, 'exit');
      clearTimeout(timer);
    },
  };
}
