import type { Db } from '@umschlag/db';
import { compactVerify, decodeProtectedHeader, errors, importJWK } from 'jose';
import { hashReceiptText, RECEIPT_TYPE } from './issue-receipt.ts';
import { findReceiptKey, RECEIPT_ALGORITHM } from './receipt-keys.ts';
import { hashReceiptNumber, parseReceiptNumber } from './receipt-number.ts';
import { canonicalText, type ReceiptText } from './receipt-text.ts';

/** What whoever checks is told; nothing of what a receipt says. */
export interface ReceiptCheck {
  /** Whether this platform issued it, and it is as it was issued. */
  readonly isGenuine: boolean;
  /** null: it is not genuine. */
  readonly issuedAt: Date | null;
  /** Whether a file of this digest is in it; null: none was asked for, or it is not genuine. */
  readonly hasFile: boolean | null;
}

const NOT_GENUINE: ReceiptCheck = { isGenuine: false, issuedAt: null, hasFile: null };

/**
 * Checks a number, as long as receipts are kept. A number that never was and one that is none are alike.
 * @param sha256 32 octets, of a file that might be in it
 */
export async function checkReceiptNumber(db: Db, typed: string, sha256?: Uint8Array): Promise<ReceiptCheck> {
  const number = parseReceiptNumber(typed);
  if (number === undefined) return NOT_GENUINE;
  const row = await db
    .selectFrom('receipts')
    .select(['issued_at', 'digests'])
    .where('number_hash', '=', hashReceiptNumber(number))
    .executeTakeFirst();
  return row ? found(row, sha256) : NOT_GENUINE;
}

/** Checks a signed text: its signature, and that it is the one that was issued. */
export async function checkReceiptText(db: Db, jws: string, sha256?: Uint8Array): Promise<ReceiptCheck> {
  const text = await verified(db, jws);
  if (!text) return NOT_GENUINE;
  const row = await db
    .selectFrom('receipts')
    .select(['issued_at', 'digests', 'text_hash'])
    .where('number_hash', '=', hashReceiptNumber(text.number))
    .executeTakeFirst();
  if (!row?.text_hash.equals(hashReceiptText(jws))) return NOT_GENUINE;
  return found(row, sha256);
}

function found(row: { issued_at: Date; digests: Buffer[] }, sha256: Uint8Array | undefined): ReceiptCheck {
  const hasFile = sha256 === undefined ? null : row.digests.some((digest) => digest.equals(sha256));
  return { isGenuine: true, issuedAt: row.issued_at, hasFile };
}

/** @returns what it says, `undefined` for what no key of ours has signed */
async function verified(db: Db, jws: string): Promise<ReceiptText | undefined> {
  try {
    const { kid } = decodeProtectedHeader(jws);
    const key = typeof kid === 'string' ? await findReceiptKey(db, kid) : undefined;
    if (!key) return undefined;
    const { payload, protectedHeader } = await compactVerify(jws, await importJWK({ ...key }, RECEIPT_ALGORITHM), {
      algorithms: [RECEIPT_ALGORITHM],
    });
    if (protectedHeader.typ !== RECEIPT_TYPE) return undefined;
    const text = JSON.parse(Buffer.from(payload).toString('utf8')) as ReceiptText;
    return canonicalText(text) === Buffer.from(payload).toString('utf8') ? text : undefined;
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}
