import type { Tx } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';

/**
 * Somebody has set up a key: tells the senders whose deliveries wait for it, in the transaction that stores the key.
 * One mail for each delivery and recipient, ever.
 * @param emailKey the address of the key's owner, as it is compared
 */
export async function askForReleases(deps: Pick<Deps, 'jobs' | 'clock'>, tx: Tx, emailKey: string): Promise<void> {
  const now = deps.clock.now();
  const waiting = await tx
    .updateTable('delivery_recipients as r')
    .from('deliveries as d')
    .innerJoin('accounts as s', 's.id', 'd.sender_id')
    .set({ release_asked_at: now })
    .whereRef('d.id', '=', 'r.delivery_id')
    .where('r.email_key', '=', emailKey)
    .where('r.reader_state', '=', 'pending')
    .where('r.release_asked_at', 'is', null)
    .where('d.state', '=', 'active')
    .where('d.expires_at', '>', now)
    .returning(['r.id', 's.email'])
    .execute();
  for (const { id, email } of waiting) {
    await queueMail(deps, tx, { kind: 'release-wanted', toEmail: email, subjectId: id });
  }
}
