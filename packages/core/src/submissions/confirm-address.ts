import type { Tx } from '@umschlag/db';
import { equalOctets } from '@umschlag/std';
import { MAX_ATTEMPTS, readCode } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { submissionCode } from './submission-link.ts';

/** Who submits, as far as that is known. */
export interface Submitter {
  readonly email: string;
  readonly emailKey: string;
  /** null: nobody has proved that the address is theirs. */
  readonly confirmedAt: Date | null;
}

export interface TypedCode {
  readonly challengeId: string;
  readonly code: string;
}

/**
 * Takes a mailed code. Counts before it compares, in one statement, so that parallel guesses do not get more than
 * their number; a wrong code returns rather than throws, for the count must be committed.
 */
export async function confirmAddress(
  { clock, keys }: Pick<Deps, 'clock' | 'keys'>,
  tx: Tx,
  uploadLinkId: string,
  typed: TypedCode,
): Promise<Submitter | undefined> {
  const now = clock.now();
  const challenge = await tx
    .updateTable('submission_challenges')
    .set((expression) => ({ attempts: expression('attempts', '+', 1) }))
    .where('id', '=', typed.challengeId)
    .where('upload_link_id', '=', uploadLinkId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where('attempts', '<', MAX_ATTEMPTS)
    .returning(['id', 'email', 'email_key'])
    .executeTakeFirst();
  const code = readCode(typed.code);
  if (!challenge || code === undefined) return undefined;
  const expected = submissionCode(keys, challenge.id);
  if (!equalOctets(Buffer.from(code, 'ascii'), Buffer.from(expected, 'ascii'))) return undefined;
  await tx.updateTable('submission_challenges').set({ used_at: now }).where('id', '=', challenge.id).execute();
  return { email: challenge.email, emailKey: challenge.email_key, confirmedAt: now };
}
