import type { Db } from '@umschlag/db';
import { type RenderedMail, renderMail } from '@umschlag/mailer';
import type { Deps } from '../deps.ts';

/** What the sender is told about a recipient of an active delivery. */
interface Facts {
  readonly reader_state: string;
  readonly refused_at: Date | null;
}

/**
 * Composes a mail that tells the sender something about one recipient, with a link to the delivery and nothing else.
 * @param isStillSo whether it is still worth telling when the mail is sent
 */
export function recipientReport(
  template: 'release-wanted' | 'opening-refused',
  isStillSo: (facts: Facts) => boolean,
): (deps: Deps, db: Db, recipientId: string) => Promise<RenderedMail | undefined> {
  return async (deps, db, recipientId) => {
    const facts = await db
      .selectFrom('delivery_recipients as r')
      .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
      .innerJoin('accounts as s', 's.id', 'd.sender_id')
      .innerJoin('organisations as o', 'o.id', 'd.organisation_id')
      .select(['r.email', 'r.reader_state', 'r.refused_at', 'd.id as delivery_id', 's.language', 'o.time_zone'])
      .where('r.id', '=', recipientId)
      .where('d.state', '=', 'active')
      .where('d.expires_at', '>', deps.clock.now())
      .executeTakeFirst();
    if (!facts || !isStillSo(facts)) return undefined;
    const input = { recipient: facts.email, link: `${deps.publicUrl}/deliveries/${facts.delivery_id}` };
    const { language, time_zone: timeZone } = facts;
    return renderMail(template, input, { language, timeZone, platformName: deps.platformName });
  };
}
