import type { Tx } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import type { MailKindName } from './mail-kind.ts';

/** The reason in the outbox of a mail that there was nothing to say with any more. */
export const OBSOLETE = 'obsolete';

/**
 * Takes back what is still to be sent of one kind about one thing, because another mail is to take its place: else
 * both would arrive, and the older could settle after the newer. A mail that is being sent just now may still arrive,
 * but settles nothing any more.
 */
export async function withdrawMails(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  { kind, subjectId }: { kind: MailKindName; subjectId: string },
): Promise<void> {
  await tx
    .updateTable('mails')
    .set({ state: 'failed', reason: OBSOLETE, updated_at: clock.now() })
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .where('state', 'in', ['queued', 'waiting'])
    .execute();
}
