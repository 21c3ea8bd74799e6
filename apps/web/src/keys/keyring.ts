import type { KeyringErrorDetails } from '@umschlag/keyring/light';
import { useEffect, useState } from 'preact/hooks';
import { OwnWorker } from '../start-worker.ts';
import workerUrl from './keyring.worker.ts?worker&url';
import type { FromKeyring, KeyProblemCode, KeyringCall, KeyringCalls, ToKeyring, UnlockedKey } from './messages.ts';

/** What the keyring refused. `code` picks the sentence that people read. */
export class KeyProblem extends Error {
  override readonly name = 'KeyProblem';
  readonly code: KeyProblemCode;
  readonly details: KeyringErrorDetails;
  constructor(code: KeyProblemCode, details: KeyringErrorDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(problem: KeyProblem): void;
}

let worker: OwnWorker<FromKeyring> | undefined;
let lastId = 0;
const waiting = new Map<number, Waiting>();
const listeners = new Set<() => void>();
let unlocked: UnlockedKey | undefined;

/**
 * Asks the keyring's worker, which is started when it is first needed.
 * @throws KeyProblem
 */
export function ask<Name extends KeyringCall>(
  name: Name,
  what: KeyringCalls[Name]['ask'],
): Promise<KeyringCalls[Name]['answer']> {
  const id = ++lastId;
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
    send({ id, name, ask: what } as ToKeyring);
  });
}

/** The worker's own answers to these say what is open from then on. */
export async function askToUnlock<Name extends 'unlock' | 'adopt'>(
  name: Name,
  what: KeyringCalls[Name]['ask'],
): Promise<UnlockedKey> {
  setUnlocked(await ask(name, what));
  return unlocked!;
}

/** Ends the worker: every secret that it held is gone. */
export function lockKey(): void {
  if (worker) worker.postMessage({ name: 'lock' } satisfies ToKeyring);
}

function send(message: ToKeyring): void {
  worker ??= newWorker();
  worker.postMessage(message);
}

function newWorker(): OwnWorker<FromKeyring> {
  const started = new OwnWorker<FromKeyring>(workerUrl);
  started.onmessage = ({ data }) => take(data);
  // Its script did not load or is not ours, or the browser has ended it.
  started.onerror = () => end('worker_failed');
  return started;
}

function take(message: FromKeyring): void {
  if ('locked' in message) {
    end('locked');
    return;
  }
  const asked = waiting.get(message.id);
  waiting.delete(message.id);
  if ('answer' in message) {
    asked?.resolve(message.answer);
    return;
  }
  const { code, details } = message.problem;
  asked?.reject(new KeyProblem(code, details));
  // openpgp.js remembers that there was no memory for Argon2id: only another worker can try again.
  if (code === 'derivation_unavailable') end('locked');
}

function end(code: KeyProblemCode): void {
  worker?.terminate();
  worker = undefined;
  const left = [...waiting.values()];
  waiting.clear();
  for (const { reject } of left) reject(new KeyProblem(code));
  setUnlocked(undefined);
}

function setUnlocked(next: UnlockedKey | undefined): void {
  unlocked = next;
  for (const listener of listeners) listener();
}

/** The key that is open in this tab, of whichever account. */
export function useOpenKey(): UnlockedKey | undefined {
  const [open, setOpen] = useState(unlocked);
  useEffect(() => {
    const update = () => setOpen(unlocked);
    listeners.add(update);
    update();
    return () => void listeners.delete(update);
  }, []);
  return open;
}

const TOUCH_EVERY_MS = 30_000;
let touchedAt = 0;

/** Whoever works on any page of the app is still there. */
function touch(): void {
  if (!unlocked || Date.now() - touchedAt < TOUCH_EVERY_MS) return;
  touchedAt = Date.now();
  worker?.postMessage({ name: 'touch' } satisfies ToKeyring);
}

for (const event of ['pointerdown', 'keydown']) addEventListener(event, touch, { passive: true });
// A page that the browser keeps for the back button would keep the worker too.
addEventListener('pagehide', lockKey);
