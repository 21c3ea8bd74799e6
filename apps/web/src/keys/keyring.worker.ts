import { KeyringError } from '@umschlag/keyring';
import { IdleLock } from './idle-lock.ts';
import { KeyHolder, KeyLocked } from './key-holder.ts';
import { LOCK_CHANNEL, type LockSignal } from './lock-signal.ts';
import type { FromKeyring, ToKeyring } from './messages.ts';

/** What a worker has that a page has not; the DOM's types know no workers. */
interface WorkerScope {
  postMessage(message: FromKeyring): void;
  close(): void;
  onmessage: ((event: MessageEvent<ToKeyring>) => void) | null;
}

const scope = self as unknown as WorkerScope;
const holder = new KeyHolder();
const idle = new IdleLock(lock);

/** Ends the worker: only so is its memory given back for certain, and with it every secret. */
function lock(): void {
  scope.postMessage({ locked: true });
  scope.close();
}

new BroadcastChannel(LOCK_CHANNEL).onmessage = ({ data }: MessageEvent<LockSignal>) => {
  if (data.exceptAccountId === undefined || holder.holdsOfOthers(data.exceptAccountId)) lock();
};

function problemOf(error: unknown): Extract<FromKeyring, { problem: unknown }>['problem'] {
  if (error instanceof KeyringError) return { code: error.code, details: error.details };
  if (error instanceof KeyLocked) return { code: 'locked', details: {} };
  console.error(error);
  return { code: 'worker_failed', details: {} };
}

scope.onmessage = async ({ data }) => {
  if (data.name === 'lock' || idle.isOver) return lock();
  idle.touch();
  if (data.name === 'touch') return;
  const { id, name, ask } = data;
  try {
    // The type of `ask` follows from `name`; TypeScript does not see that through the table.
    scope.postMessage({ id, answer: await (holder.handle[name] as (given: unknown) => Promise<unknown>)(ask) });
  } catch (error) {
    scope.postMessage({ id, problem: problemOf(error) });
  }
};
