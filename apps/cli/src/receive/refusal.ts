import type { RefusalReason } from '@umschlag/contract';
import { CommandError, EXIT } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { explain, isKeyringError } from '../keys/explain.ts';
import { tellRefusal } from './tell-refusal.ts';

/** The keyring's codes that the platform takes as reasons; the others are about what the recipient typed. */
const REASONS: readonly string[] = [
  'damaged',
  'malformed',
  'not_signed',
  'unknown_signer',
  'wrong_signer',
  'bad_signature',
  'wrong_sender',
  'wrong_delivery',
  'wrong_level',
  'wrong_time',
  'wrong_files',
  'not_addressed',
  'file_size_mismatch',
  'file_digest_mismatch',
] satisfies RefusalReason[];

/** A sealed object that does not open is damaged, whichever way it was done. */
const isSealedError = (error: unknown): error is Error & { code: string } =>
  error instanceof Error && error.name === 'SealedError';

/** What was not given out because it is not what the sender signed, for the person and for the sender. */
export function refusalOf(error: unknown): { reason: RefusalReason; failure: CommandError } | undefined {
  if (isSealedError(error)) {
    const sentence = `damaged: A file is not the one that the sender sealed (${error.code}): ${error.message}`;
    return { reason: 'damaged', failure: new CommandError(EXIT.untrusted, sentence, { cause: error }) };
  }
  if (!isKeyringError(error) || !REASONS.includes(error.code)) return undefined;
  return { reason: error.code as RefusalReason, failure: explain(error) };
}

/**
 * Runs what opens something; a refusal is told to the sender over the platform, and to the person.
 * @throws CommandError
 */
export async function refusing<T>(client: Client, token: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw isKeyringError(error) ? explain(error) : error;
    await tellRefusal(client, token, refusal.reason);
    throw refusal.failure;
  }
}
