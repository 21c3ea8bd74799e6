import type { Db } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { openField, requireContentKey } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { receiptField } from './issue-receipt.ts';
import { findReceiptKey, type PublicReceiptKey } from './receipt-keys.ts';
import type { ReceiptText } from './receipt-text.ts';

export interface LoadedReceipt {
  /** The signed text as it was issued. */
  readonly jws: string;
  readonly text: ReceiptText;
  readonly key: PublicReceiptKey;
}

/**
 * The receipt of a submission, while its content lives.
 * @throws AppError `not_found` for what has none: a draft, a delivery, and what is ended
 */
export async function loadReceipt(deps: Pick<Deps, 'keys'>, db: Db, deliveryId: string): Promise<LoadedReceipt> {
  const row = await db
    .selectFrom('receipts')
    .select(['id', 'sealed_text'])
    .where('delivery_id', '=', deliveryId)
    .executeTakeFirst();
  if (!row?.sealed_text) throw nothingHere();
  const contentKey = await requireContentKey(deps, db, deliveryId);
  const jws = openField<string>(contentKey, receiptField(row.id, 'text'), row.sealed_text);
  const key = await findReceiptKey(db, decodeProtectedHeader(jws).kid ?? '');
  if (!key) throw new Error('a receipt was signed by a key that is gone');
  return { jws, text: decodeJwt(jws) as unknown as ReceiptText, key };
}

/** The numbers of the receipts of some submissions by id, while their content lives. */
export async function loadReceiptNumbers(
  db: Db,
  contentKeys: ReadonlyMap<string, Uint8Array>,
): Promise<ReadonlyMap<string, string>> {
  const ids = [...contentKeys.keys()];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('receipts')
    .select(['id', 'delivery_id', 'sealed_number'])
    .where('delivery_id', 'in', ids)
    .execute();
  return new Map(
    rows.flatMap(({ id, delivery_id, sealed_number }) => {
      const key = contentKeys.get(delivery_id ?? '');
      if (!key || !sealed_number || delivery_id === null) return [];
      return [[delivery_id, openField<string>(key, receiptField(id, 'number'), sealed_number)]];
    }),
  );
}
