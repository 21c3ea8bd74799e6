import { createHash } from 'node:crypto';
import type { Tx } from '@umschlag/db';
import { addMs, DAY_MS, newId } from '@umschlag/std';
import { CompactSign } from 'jose';
import { isEndToEnd, openFileName, requireContentKey, sealField } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { RECEIPT_ALGORITHM, type ReceiptKey } from './receipt-keys.ts';
import { hashReceiptNumber, newReceiptNumber } from './receipt-number.ts';
import { canonicalText, type ReceiptFile, type ReceiptText, type SealedReceiptFile } from './receipt-text.ts';

/** Explicit typing (RFC 8725 §3.11): no token of ours is ever taken for a receipt, and no receipt for a token. */
export const RECEIPT_TYPE = 'umschlag-receipt+jws';
/** As long as claims may be made at the latest (§ 199 Abs. 3 BGB: ten years, for most). */
const KEPT_MS = 10 * 365 * DAY_MS;

/** Where what is sealed of a receipt is bound to. */
export const receiptField = (receiptId: string, field: 'number' | 'text') => `${receiptId}/receipt-${field}`;

export interface ReceiptFacts {
  readonly deliveryId: string;
  readonly organisation: string;
  readonly reference: string;
  readonly level: number;
  readonly receivedAt: Date;
}

/**
 * Issues the receipt of a submission, in the transaction that sends it: what is signed is what has become the owner's.
 * Its text and number are content; what stays to be checked holds hashes alone.
 * @param key of {@link currentReceiptKey}, which must not be asked for inside a transaction
 */
export async function issueReceipt(deps: Deps, tx: Tx, key: ReceiptKey, facts: ReceiptFacts): Promise<void> {
  const id = newId();
  const number = newReceiptNumber();
  const contentKey = await requireContentKey(deps, tx, facts.deliveryId);
  const rows = await loadFiles(tx, facts.deliveryId);
  const jws = await sign(key, {
    version: 1,
    platform: deps.publicUrl,
    number,
    organisation: facts.organisation,
    reference: facts.reference,
    receivedAt: facts.receivedAt.toISOString(),
    ...(isEndToEnd(facts.level)
      ? { level: facts.level === 4 ? 4 : 3, files: rows.map(sealedFile) }
      : { level: facts.level === 2 ? 2 : 1, files: rows.map((row) => plainFile(contentKey, row)) }),
  });
  await tx
    .insertInto('receipts')
    .values({
      id,
      delivery_id: facts.deliveryId,
      sealed_number: sealField(contentKey, receiptField(id, 'number'), number),
      sealed_text: sealField(contentKey, receiptField(id, 'text'), jws),
      number_hash: hashReceiptNumber(number),
      text_hash: hashReceiptText(jws),
      digests: rows.map(({ plain_digest }) => plain_digest!),
      kid: key.kid,
      issued_at: facts.receivedAt,
      expires_at: addMs(facts.receivedAt, KEPT_MS),
    })
    .execute();
}

/** SHA-256 of the signed text, 32 octets. */
export function hashReceiptText(jws: string): Buffer {
  return createHash('sha256').update(jws, 'ascii').digest();
}

function sign({ kid, privateKey }: ReceiptKey, text: ReceiptText): Promise<string> {
  return new CompactSign(Buffer.from(canonicalText(text), 'utf8'))
    .setProtectedHeader({ alg: RECEIPT_ALGORITHM, kid, typ: RECEIPT_TYPE })
    .sign(privateKey);
}

type FileRow = Awaited<ReturnType<typeof loadFiles>>[number];

function loadFiles(tx: Tx, deliveryId: string) {
  return tx
    .selectFrom('delivery_files')
    .select(['id', 'sealed_path', 'plain_size_bytes', 'plain_digest', 'sealed_digest'])
    .where('delivery_id', '=', deliveryId)
    .orderBy('position')
    .execute();
}

function plainFile(contentKey: Uint8Array, { id, sealed_path, plain_size_bytes, plain_digest }: FileRow): ReceiptFile {
  if (!sealed_path || !plain_digest) throw new Error('a submitted file lacks its name or its digest');
  return {
    path: openFileName(contentKey, id, sealed_path).path,
    sizeBytes: plain_size_bytes,
    sha256: plain_digest.toString('hex'),
  };
}

function sealedFile({ plain_size_bytes, plain_digest, sealed_digest }: FileRow): SealedReceiptFile {
  if (!plain_digest || !sealed_digest) throw new Error('a sealed file lacks its commitment or its digest');
  return {
    sizeBytes: plain_size_bytes,
    sealedSha256: sealed_digest.toString('hex'),
    commitment: plain_digest.toString('hex'),
  };
}
