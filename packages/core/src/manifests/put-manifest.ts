import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import {
  countNotices,
  type DeliveryRow,
  lockOwnDelivery,
  refuseChangedKeys,
  requireActive,
} from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { findActiveKeys, requireActiveKey } from '../keys/index.ts';
import { queueMail } from '../mail/index.ts';
import { requireSealedMessage } from './sealed-message.policy.ts';

/** A sealed manifest as it arrives, with what its sender says of who opens it. */
export interface ArrivingManifest {
  readonly message: Uint8Array;
  /** Of the key that it is encrypted to; `undefined`: an access code opens it. */
  readonly fingerprint: string | undefined;
}

/**
 * Stores the sender's own copy, of a draft or an active delivery, in place of the one before.
 * @throws AppError `not_found`, `delivery_not_active`, `manifest_not_wanted`, `manifest_not_sealed`, `own_key_changed`
 */
export async function putOwnManifest(
  deps: Deps,
  senderId: string,
  deliveryId: string,
  manifest: ArrivingManifest & { readonly fingerprint: string },
): Promise<void> {
  requireSealedMessage(manifest.message);
  await deps.database.transaction(async (tx) => {
    const delivery = await lockOpenDelivery(deps, tx, senderId, deliveryId);
    // A draft is looked at when it is sent.
    if (delivery.state === 'active') await requireActiveKey(tx, senderId, manifest.fingerprint);
    await storeManifest(deps, tx, deliveryId, null, manifest);
  });
}

/**
 * Stores a recipient's copy in place of the one before. After sending, this is how the sender releases to whoever was
 * pending, who is mailed the link again, and how a copy follows a recipient's new key.
 * @throws AppError `not_found`, `delivery_not_active`, `manifest_not_wanted`, `manifest_not_sealed`; after sending
 *   `recipient_key_changed`, `too_many_notices`
 */
export async function putRecipientManifest(
  deps: Deps,
  senderId: string,
  { deliveryId, recipientId }: { deliveryId: string; recipientId: string },
  manifest: ArrivingManifest,
): Promise<void> {
  requireSealedMessage(manifest.message);
  await deps.database.transaction(async (tx) => {
    const delivery = await lockOpenDelivery(deps, tx, senderId, deliveryId);
    const recipient = await tx
      .selectFrom('delivery_recipients')
      .select(['id', 'email', 'email_key', 'reader_state'])
      .where('delivery_id', '=', deliveryId)
      .where('id', '=', recipientId)
      .forUpdate()
      .executeTakeFirst();
    if (!recipient) throw new AppError('not_found', 'There is no such recipient.');
    if (delivery.state === 'active') await requireRecipientsKey(tx, recipient, manifest.fingerprint);
    await storeManifest(deps, tx, deliveryId, recipientId, manifest);
    const isReleased = recipient.reader_state === 'pending';
    await tx
      .updateTable('delivery_recipients')
      .set({
        reader_state: manifest.fingerprint === undefined ? 'code' : 'key',
        // What was refused before is not what is there now.
        refusal_reason: null,
        refused_at: null,
        ...(isReleased && { mail_state: 'queued', mail_reason: null }),
      })
      .where('id', '=', recipientId)
      .execute();
    if (!isReleased) return;
    await countNotices(deps, tx, senderId, 1);
    await queueMail(deps, tx, { kind: 'delivery-notice', toEmail: recipient.email, subjectId: recipientId });
  });
}

async function lockOpenDelivery(deps: Deps, tx: Tx, senderId: string, deliveryId: string): Promise<DeliveryRow> {
  const delivery = await lockOwnDelivery(tx, senderId, deliveryId);
  if (delivery.state !== 'draft') requireActive(delivery, deps.clock.now());
  if (isEndToEnd(delivery.level)) return delivery;
  throw new AppError('manifest_not_wanted', 'Only deliveries of levels 3 and 4 have a manifest.');
}

async function requireRecipientsKey(
  tx: Tx,
  { id, email_key }: { id: string; email_key: string },
  fingerprint: string | undefined,
): Promise<void> {
  if (fingerprint === undefined) return;
  const key = (await findActiveKeys(tx, [email_key])).get(email_key);
  if (key?.fingerprint !== fingerprint) refuseChangedKeys([id]);
}

/** Stores a copy in place of the one before. @param recipientId null: the sender's own, or one that waits for its reader */
export async function storeManifest(
  deps: Pick<Deps, 'clock'>,
  tx: Tx,
  deliveryId: string,
  recipientId: string | null,
  { message, fingerprint }: ArrivingManifest,
): Promise<void> {
  const copy = {
    message: Buffer.from(message),
    reader: fingerprint === undefined ? ('code' as const) : ('key' as const),
    reader_fingerprint: fingerprint ?? null,
    created_at: deps.clock.now(),
  };
  await tx
    .insertInto('manifests')
    .values({ delivery_id: deliveryId, recipient_id: recipientId, ...copy })
    .onConflict((known) =>
      known
        .columns(['delivery_id', 'recipient_id'])
        .doUpdateSet((row) => ({ ...copy, revision: row('manifests.revision', '+', 1) })),
    )
    .execute();
}
