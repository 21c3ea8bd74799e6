import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import { findActiveKeys, requireActiveKey } from '../keys/index.ts';
import { refuseChangedKeys } from './changed-keys.ts';
import { incomplete } from './incomplete.ts';
import type { DeliveryRow } from './own-delivery.ts';

interface SentRecipient {
  readonly id: string;
  readonly email_key: string;
}

interface Copy {
  readonly recipient_id: string | null;
  readonly reader: 'key' | 'code';
  readonly reader_fingerprint: string | null;
}

/**
 * At levels 3 and 4, before sending: the sender's own manifest is there, and each recipient has a manifest or is named
 * as one to whom it will be released. Nothing is left to chance: whom the sender has not thought of stops the sending,
 * and so does a key that has come, gone or changed since the manifest was made.
 * @param pending ids of the recipients without a key
 * @throws AppError `delivery_incomplete` (details: `missing` is `manifest`, or `recipient_manifests` with
 *   `recipientIds`), `recipient_key_changed`, `own_key_changed`, `invalid_request` for a pending recipient who has a
 *   manifest or is none
 */
export async function settleReaders(
  tx: Tx,
  delivery: DeliveryRow & { readonly sender_id: string },
  recipients: readonly SentRecipient[],
  pending: readonly string[],
): Promise<void> {
  if (!isEndToEnd(delivery.level)) return requireNone(pending);
  const copies = await tx
    .selectFrom('manifests')
    .select(['recipient_id', 'reader', 'reader_fingerprint'])
    .where('delivery_id', '=', delivery.id)
    .execute();
  const own = copies.find((copy) => copy.recipient_id === null);
  if (!own) throw incomplete('manifest', 'The manifest of the delivery is missing.');
  const left = requireThoughtOf(recipients, copies, pending);
  await requireSameKeys(tx, recipients, copies);
  await requireActiveKey(tx, delivery.sender_id, own.reader_fingerprint ?? '');
  if (left.length === 0) return;
  await tx.updateTable('delivery_recipients').set({ reader_state: 'pending' }).where('id', 'in', left).execute();
}

/** @returns the ids of those who wait for a release */
function requireThoughtOf(
  recipients: readonly SentRecipient[],
  copies: readonly Copy[],
  pending: readonly string[],
): string[] {
  const ready = new Set(copies.map((copy) => copy.recipient_id));
  const left = recipients.map(({ id }) => id).filter((id) => !ready.has(id));
  requireNone(pending.filter((id) => !left.includes(id)));
  const forgotten = left.filter((id) => !pending.includes(id));
  if (forgotten.length === 0) return left;
  throw incomplete('recipient_manifests', 'Recipients have neither a manifest nor wait for one.', forgotten);
}

/** Whoever has no manifest has no key, and whoever has one for a key has that key. */
async function requireSameKeys(tx: Tx, recipients: readonly SentRecipient[], copies: readonly Copy[]): Promise<void> {
  const keys = await findActiveKeys(
    tx,
    recipients.map((one) => one.email_key),
  );
  const changed = recipients.filter(({ id, email_key }) => {
    const copy = copies.find((one) => one.recipient_id === id);
    // An access code opens whatever keys there are.
    if (copy?.reader === 'code') return false;
    return copy?.reader_fingerprint !== keys.get(email_key)?.fingerprint;
  });
  refuseChangedKeys(changed.map(({ id }) => id));
}

function requireNone(wrong: readonly string[]): void {
  if (wrong.length === 0) return;
  throw new AppError('invalid_request', 'Only recipients without a manifest can be pending, at levels 3 and 4.', {
    details: { part: 'body', field: 'pending' },
  });
}
