import type { Db, Schema, Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import type { Selectable } from 'kysely';

export type DeliveryRow = Selectable<Schema['deliveries']>;

/** Who may fill a draft: an account its own ones, and whoever proved to hold a submission's token that submission. */
export type Author = { readonly accountId: string } | { readonly submissionId: string };

/** To anybody but its sender a delivery does not exist, colleagues and administrators included. */
function notFound(): AppError {
  return new AppError('not_found', 'There is no such delivery.');
}

/** @throws AppError `not_found` when it is absent or somebody else's */
export async function loadOwnDelivery(db: Db, senderId: string, deliveryId: string): Promise<DeliveryRow> {
  const row = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', deliveryId)
    .where('sender_id', '=', senderId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** As {@link loadOwnDelivery}, and holds the row until the transaction ends, so that changes come one after another. */
export async function lockOwnDelivery(tx: Tx, senderId: string, deliveryId: string): Promise<DeliveryRow> {
  const row = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', deliveryId)
    .where('sender_id', '=', senderId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** As {@link loadOwnDelivery}, for drafts that need no account as well. */
export async function loadAuthored(db: Db, author: Author, deliveryId: string): Promise<DeliveryRow> {
  if ('accountId' in author) return loadOwnDelivery(db, author.accountId, deliveryId);
  const row = await selectSubmission(db, author.submissionId, deliveryId).executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** As {@link lockOwnDelivery}, for drafts that need no account as well. */
export async function lockAuthored(tx: Tx, author: Author, deliveryId: string): Promise<DeliveryRow> {
  if ('accountId' in author) return lockOwnDelivery(tx, author.accountId, deliveryId);
  const row = await selectSubmission(tx, author.submissionId, deliveryId).forUpdate().executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

/** A token is good for its own submission, and no submission has an account behind it. */
function selectSubmission(db: Db, submissionId: string, deliveryId: string) {
  return db
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', deliveryId)
    .where('id', '=', submissionId)
    .where('sender_id', 'is', null);
}

/** @throws AppError `delivery_not_draft` */
export function requireDraft(delivery: DeliveryRow): void {
  if (delivery.state !== 'draft') throw new AppError('delivery_not_draft', 'The delivery has been sent already.');
}

/** @throws AppError `delivery_not_active` when it is a draft, recalled or expired */
export function requireActive(delivery: DeliveryRow, now: Date): void {
  const expired = delivery.expires_at !== null && delivery.expires_at <= now;
  if (delivery.state !== 'active' || expired) {
    throw new AppError('delivery_not_active', 'The delivery is not available to its recipients.');
  }
}
