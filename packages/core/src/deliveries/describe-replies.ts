import type { Db } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { type Limits, loadLimits } from '../organisations/index.ts';
import { deliveryPath } from './delivery-link.ts';
import type { DeliveryRow } from './own-delivery.ts';
import { type ShownState, shownState } from './shown-state.policy.ts';

/** What a reply answers, for the reply's author, who has received it. */
export interface AnsweredView {
  /** null once it is gone for good. */
  readonly sentAt: Date | null;
  /** Path of its page; null when it can no longer be opened. Holds the link's secret. */
  readonly path: string | null;
  /** What the reply may hold: a citizen has no organisation of their own. */
  readonly limits: Limits;
}

/** A reply that has arrived, for the sender of what it answers, who is its recipient. */
export interface AnswerView {
  /** Who of the recipients has answered. */
  readonly recipientId: string;
  readonly sentAt: Date;
  /** Path of the page where it is read; holds the link's secret. */
  readonly path: string;
}

/** A reply of one's own. */
export interface OwnReplyView {
  readonly id: string;
  readonly state: ShownState;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/** @returns null for what is no reply */
export async function describeAnswered(
  deps: Deps,
  { is_reply, reply_to, organisation_id }: DeliveryRow,
): Promise<AnsweredView | null> {
  if (!is_reply) return null;
  const { db } = deps.database;
  const limits = await loadLimits(db, organisation_id);
  const answered = reply_to === null ? undefined : await findAnswered(db, reply_to);
  const isOpen = answered && shownState(answered, deps.clock.now()) === 'active';
  return {
    sentAt: answered?.sent_at ?? null,
    path: isOpen ? deliveryPath(deps.keys, answered.recipient_id) : null,
    limits,
  };
}

function findAnswered(db: Db, recipientId: string) {
  return db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .select(['d.state', 'd.expires_at', 'd.sent_at', 'r.id as recipient_id'])
    .where('r.id', '=', recipientId)
    .executeTakeFirst();
}

/** The replies to a delivery that can still be fetched, oldest first. */
export async function listAnswers(deps: Deps, deliveryId: string): Promise<AnswerView[]> {
  const rows = await deps.database.db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as reply', 'reply.reply_to', 'r.id')
    .innerJoin('delivery_recipients as partner', 'partner.delivery_id', 'reply.id')
    .select(['r.id as recipientId', 'reply.sent_at', 'partner.id as partner_id'])
    .where('r.delivery_id', '=', deliveryId)
    .where('reply.state', '=', 'active')
    .where('reply.expires_at', '>', deps.clock.now())
    .orderBy('reply.sent_at')
    .execute();
  return rows.flatMap(({ recipientId, sent_at: sentAt, partner_id }) =>
    sentAt ? [{ recipientId, sentAt, path: deliveryPath(deps.keys, partner_id) }] : [],
  );
}

/** The replies of a recipient, drafts and ended ones included, oldest first. */
export async function listOwnReplies(deps: Deps, recipientId: string): Promise<OwnReplyView[]> {
  const rows = await deps.database.db
    .selectFrom('deliveries')
    .select(['id', 'state', 'expires_at', 'created_at', 'sent_at'])
    .where('reply_to', '=', recipientId)
    .orderBy('created_at')
    .execute();
  const now = deps.clock.now();
  return rows.map((row) => ({
    id: row.id,
    state: shownState(row, now),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }));
}

/** The delivery that a reply answers, for the reply's recipient, who has sent it; null for anything else. */
export async function findOwnAnswered(
  db: Db,
  { reply_to }: Pick<DeliveryRow, 'reply_to'>,
  reader: { readonly email: string },
): Promise<{ id: string; sentAt: Date } | null> {
  if (reply_to === null) return null;
  const row = await db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .innerJoin('accounts as s', 's.id', 'd.sender_id')
    .select(['d.id', 'd.sent_at', 's.email'])
    .where('r.id', '=', reply_to)
    .executeTakeFirst();
  // A reply goes to the address that its partner had then; whoever has it now is shown nothing of theirs.
  return row?.sent_at && row.email === reader.email ? { id: row.id, sentAt: row.sent_at } : null;
}
