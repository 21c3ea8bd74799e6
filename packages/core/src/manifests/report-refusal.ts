import type { Db } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import type { ResolvedLink } from '../links/index.ts';
import { queueMail } from '../mail/index.ts';

/**
 * The recipient's client did not open what the server gave it. The sender sees why and gets one mail; what is reported
 * after that changes nothing, until the sender stores another manifest for this recipient.
 * @param reason of the closed set of the contract
 * @throws AppError `not_found` at levels 1 and 2, unless a delivery of a higher level is passed off as such
 */
export async function reportRefusal(deps: Deps, { delivery, recipient }: ResolvedLink, reason: string): Promise<void> {
  if (delivery.sender_id === null) throw nothingHere();
  if (!isEndToEnd(delivery.level) && !(await hasUnnamedFile(deps.database.db, delivery.id))) throw nothingHere();
  await deps.database.transaction(async (tx) => {
    const first = await tx
      .updateTable('delivery_recipients')
      .set({ refusal_reason: reason, refused_at: deps.clock.now() })
      .where('id', '=', recipient.id)
      .where('refused_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (!first) return;
    const sender = await tx
      .selectFrom('accounts')
      .select('email')
      .where('id', '=', delivery.sender_id)
      .executeTakeFirstOrThrow();
    await queueMail(deps, tx, { kind: 'opening-refused', toEmail: sender.email, subjectId: recipient.id });
  });
}

/** As only levels 3 and 4 have: so somebody has changed the level in the database. */
async function hasUnnamedFile(db: Db, deliveryId: string): Promise<boolean> {
  const found = await db
    .selectFrom('delivery_files')
    .select('id')
    .where('delivery_id', '=', deliveryId)
    .where('sealed_path', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
