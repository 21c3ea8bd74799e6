import type { Tx } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import type { Account } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { loadLimits } from '../organisations/index.ts';
import { insertDraft, insertRecipients } from './insert-draft.ts';
import { requireAnswerable, requireRoomForReply } from './reply.policy.ts';
import { requirePartner } from './reply-partner.ts';

type Replier = Pick<Account, 'id' | 'emailKey' | 'organisation'>;

/** A link that was resolved: the recipient as whom somebody reads, and what they read. */
interface ReadDelivery {
  readonly recipient: { readonly id: string };
  readonly delivery: { readonly level: number; readonly sender_id: string | null };
}

/**
 * Begins a reply to a delivery: a draft of the recipient's account, at the same level, to its sender and nobody else.
 * It stands under the policy of the replier's organisation; a citizen's under that of the one that wrote to them.
 * @param replier whoever is signed in, if anybody
 * @returns the draft's id
 * @throws AppError `reply_not_available`, `not_found` for all but the addressed recipient and when the delivery has
 *   ended meanwhile, `partner_gone`, `too_many_replies`
 */
export async function beginReply(deps: Deps, replier: Replier | undefined, link: ReadDelivery): Promise<string> {
  requireAnswerable(link.delivery.level, link.delivery.sender_id);
  if (!replier) throw nothingHere();
  return deps.database.transaction(async (tx) => {
    const answered = await lockAnswered(deps, tx, replier, link.recipient.id);
    const partner = await requirePartner(tx, { id: answered.sender_id });
    requireRoomForReply(await countReplies(deps, tx, link.recipient.id));
    const organisationId = replier.organisation?.id ?? answered.organisation_id;
    const id = await insertDraft(deps, tx, {
      sender_id: replier.id,
      organisation_id: organisationId,
      level: answered.level,
      expiry_days: (await loadLimits(tx, organisationId)).maxExpiryDays,
      language: partner.language,
      is_reply: true,
      reply_to: link.recipient.id,
    });
    await insertRecipients(tx, id, [partner]);
    return id;
  });
}

/** Holds the recipient's row, so that of replies begun at once none exceeds the number. */
async function lockAnswered(deps: Deps, tx: Tx, { emailKey }: Replier, recipientId: string) {
  const answered = await tx
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .select(['d.sender_id', 'd.organisation_id', 'd.level'])
    .where('r.id', '=', recipientId)
    .where('r.email_key', '=', emailKey)
    .where('d.state', '=', 'active')
    .where('d.expires_at', '>', deps.clock.now())
    .forUpdate('r')
    .executeTakeFirst();
  if (!answered) throw nothingHere();
  const { sender_id } = answered;
  requireAnswerable(answered.level, sender_id);
  return { ...answered, sender_id };
}

async function countReplies(deps: Deps, tx: Tx, recipientId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('deliveries')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('reply_to', '=', recipientId)
    .where((is) =>
      is.or([is('state', '=', 'draft'), is.and([is('state', '=', 'active'), is('expires_at', '>', deps.clock.now())])]),
    )
    .executeTakeFirstOrThrow();
  return count;
}
