import type { RefusalReason } from '@umschlag/contract';
import { KeyringError } from '@umschlag/keyring/files';
import { SealedError } from '@umschlag/sealed';
import { ApiProblem } from '../api/problem.ts';
import type { ReceivingProblem } from './messages.ts';
import { asRefusal } from './refusals.ts';

/** The place where octets go does not take them. */
export class SavingError extends Error {
  override readonly name = 'SavingError';
  readonly code: 'disk_full' | 'save_failed';
  constructor(code: SavingError['code'], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** The person has cancelled it, here or in the browser's own list. */
export class CancelledError extends Error {
  override readonly name = 'CancelledError';
}

/** Runs what writes; tells a full disk from other trouble. @throws SavingError */
export async function saving<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (cause instanceof SavingError || cause instanceof CancelledError) throw cause;
    const isFull = (cause as { name?: unknown }).name === 'QuotaExceededError';
    throw new SavingError(isFull ? 'disk_full' : 'save_failed', { cause });
  }
}

/** @returns undefined if the person has cancelled it */
export function problemOf(error: unknown): ReceivingProblem | undefined {
  if (error instanceof CancelledError) return undefined;
  if (error instanceof SavingError) return { kind: 'saving', code: error.code };
  if (error instanceof ApiProblem) return { kind: 'api', code: error.code, details: error.details };
  // Not of the sender's: of the own key, that a form was wanted for.
  const isOwnKey = error instanceof KeyringError && error.code === 'key_algorithm_refused';
  if (isOwnKey) return { kind: 'saving', code: 'key_too_new' };
  const reason = refusalOf(error);
  if (reason) return { kind: 'refused', reason };
  console.error(error);
  return { kind: 'saving', code: 'save_failed' };
}

/** A sealed object that does not open is damaged, whichever way it was done. */
function refusalOf(error: unknown): RefusalReason | undefined {
  if (error instanceof SealedError) return 'damaged';
  return error instanceof KeyringError ? asRefusal(error.code) : undefined;
}
