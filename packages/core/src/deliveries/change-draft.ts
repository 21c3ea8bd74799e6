import type { Tx } from '@umschlag/db';
import { forgetManifests, isMessageEndToEnd, requireContentKey } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { type Limits, loadLimits } from '../organisations/index.ts';
import { changeLevel } from './change-level.ts';
import { openDetails, sealDetails } from './details.ts';
import {
  checkExpiryDays,
  cleanText,
  type DraftChange,
  parseRecipients,
  type Recipient,
  refuseOpenMessage,
} from './draft.policy.ts';
import { insertDraft, insertRecipients } from './insert-draft.ts';
import { type DeliveryRow, lockOwnDelivery, requireDraft } from './own-delivery.ts';
import { refuseChangeOfReply } from './reply.policy.ts';

/** Who writes: a caseworker and their organisation. */
export interface Sender {
  readonly accountId: string;
  readonly organisationId: string;
}

type Checked = { readonly change: DraftChange; readonly recipients: Recipient[] | undefined };

function check(change: DraftChange, limits: Limits): Checked {
  if (change.expiryDays !== undefined) checkExpiryDays(change.expiryDays, limits);
  return { change, recipients: change.recipients && parseRecipients(change.recipients, limits) };
}

/**
 * Begins a draft with whatever is known of it yet.
 * @returns its id
 * @throws AppError `recipient_invalid`, `too_many_recipients`, `expiry_out_of_policy`, `message_must_be_sealed`
 */
export async function createDraft(deps: Deps, sender: Sender, change: DraftChange): Promise<string> {
  const limits = await loadLimits(deps.database.db, sender.organisationId);
  const checked = check(change, limits);
  return deps.database.transaction(async (tx) => {
    const id = await insertDraft(deps, tx, {
      sender_id: sender.accountId,
      organisation_id: sender.organisationId,
      level: change.level ?? 2,
      expiry_days: limits.maxExpiryDays,
    });
    await apply(deps, tx, await lockOwnDelivery(tx, sender.accountId, id), checked);
    return id;
  });
}

/**
 * Saves some fields of a draft; what is not named stays.
 * @throws AppError `not_found`, `delivery_not_draft`, `level_fixed_by_files`, `reply_is_fixed` and those of
 *   {@link createDraft}
 */
export async function changeDraft(
  deps: Deps,
  { accountId }: Pick<Sender, 'accountId'>,
  deliveryId: string,
  change: DraftChange,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const delivery = await lockOwnDelivery(tx, accountId, deliveryId);
    requireDraft(delivery);
    refuseChangeOfReply(delivery, change);
    await apply(deps, tx, delivery, check(change, await loadLimits(tx, delivery.organisation_id)));
  });
}

async function apply(deps: Deps, tx: Tx, delivery: DeliveryRow, { change, recipients }: Checked): Promise<void> {
  const { language, expiryDays, downloadLimit, receiptWanted } = change;
  const level = change.level ?? delivery.level;
  refuseOpenMessage(level, change);
  if (level !== delivery.level) await changeLevel(deps, tx, delivery, level);
  await tx
    .updateTable('deliveries')
    .set({
      updated_at: deps.clock.now(),
      level,
      ...(language !== undefined && { language }),
      ...(expiryDays !== undefined && { expiry_days: expiryDays }),
      ...(downloadLimit !== undefined && { download_limit: downloadLimit }),
      ...(receiptWanted !== undefined && { receipt_wanted: receiptWanted }),
      ...(isMessageEndToEnd(level) ? { sealed_details: null } : await changedDetails(deps, tx, delivery, change)),
    })
    .where('id', '=', delivery.id)
    .execute();
  if (recipients) await replaceRecipients(tx, delivery.id, recipients);
}

async function changedDetails(deps: Deps, tx: Tx, delivery: DeliveryRow, change: DraftChange) {
  if (change.subject === undefined && change.message === undefined) return {};
  const contentKey = await requireContentKey(deps, tx, delivery.id);
  const before = openDetails(contentKey, delivery);
  const after = {
    subject: change.subject === undefined ? before.subject : cleanText(change.subject, 'subject'),
    message: change.message === undefined ? before.message : cleanText(change.message, 'message'),
  };
  return { sealed_details: sealDetails(contentKey, delivery.id, after) };
}

/** The same recipients in the same order stay who they are, with their ids and manifests. */
async function replaceRecipients(tx: Tx, deliveryId: string, recipients: readonly Recipient[]): Promise<void> {
  const before = await tx
    .selectFrom('delivery_recipients')
    .select('email')
    .where('delivery_id', '=', deliveryId)
    .orderBy('position')
    .execute();
  const isSame = before.length === recipients.length && before.every((one, at) => one.email === recipients[at]?.email);
  if (isSame) return;
  await forgetManifests(tx, deliveryId);
  await tx.deleteFrom('delivery_recipients').where('delivery_id', '=', deliveryId).execute();
  if (recipients.length > 0) await insertRecipients(tx, deliveryId, recipients);
}
