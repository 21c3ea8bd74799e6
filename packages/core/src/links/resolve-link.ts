import type { Db, ReaderState, Schema } from '@umschlag/db';
import { AppError, hashToken, nothingHere } from '@umschlag/std';
import type { Selectable } from 'kysely';
import type { Account } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { findReader } from '../upload-links/index.ts';

/** A recipient's way in, proved. */
export interface ResolvedLink {
  readonly recipient: { readonly id: string; readonly email: string; readonly readerState: ReaderState };
  readonly delivery: Selectable<Schema['deliveries']> & { readonly expires_at: Date; readonly sent_at: Date };
  /** Of a submission: the account that reads it, which may do so until it may not act for the upload link any more. */
  readonly readerId: string | undefined;
}

/** Whoever is signed in, if anybody; two addresses with the same key are one. */
export type Visitor = Pick<Account, 'emailKey'> | undefined;

/**
 * The delivery behind a link. Changes nothing.
 *
 * Malformed, unknown, recalled, expired and purged links take the same way: hash, one query, one answer. That another
 * account is meant is told only to a holder of the link.
 * @throws AppError `not_found`; from level 2 on `sign_in_required` and `wrong_account`
 */
export async function resolveLink(
  deps: Pick<Deps, 'clock'>,
  db: Db,
  token: string,
  visitor: Visitor,
): Promise<ResolvedLink> {
  const row = await db
    .selectFrom('delivery_recipients')
    .innerJoin('deliveries', 'deliveries.id', 'delivery_recipients.delivery_id')
    .selectAll('deliveries')
    .select([
      'delivery_recipients.id as recipient_id',
      'delivery_recipients.email as recipient_email',
      'delivery_recipients.email_key as recipient_key',
      'delivery_recipients.reader_state',
    ])
    .where('delivery_recipients.link_token_hash', '=', hashToken(token))
    .executeTakeFirst();
  const { state, expires_at, sent_at } = row ?? {};
  const isOpen = state === 'active' && expires_at && sent_at && deps.clock.now() < expires_at;
  if (!row || !isOpen) throw nothingHere();
  const { recipient_id, recipient_email, recipient_key, reader_state, ...delivery } = row;
  // At level 1 anybody may submit, and nobody but those for whom it is may read that.
  const isSubmission = delivery.sender_id === null;
  const readerId = isSubmission ? await requireReader(db, visitor, delivery.id) : undefined;
  if (!isSubmission && delivery.level !== 1) requireAddressee(visitor, recipient_key);
  return {
    recipient: { id: recipient_id, email: recipient_email, readerState: reader_state },
    delivery: { ...delivery, expires_at, sent_at },
    readerId,
  };
}

/**
 * Of a submission: whoever may act for the upload link now. Its link is given to nobody else, so that whoever has it and
 * may not is one who may no longer: for them it is gone.
 */
async function requireReader(db: Db, visitor: Visitor, deliveryId: string): Promise<string> {
  if (!visitor) throw signInFirst();
  const readerId = await findReader(db, { deliveryId, emailKey: visitor.emailKey });
  if (readerId === undefined) throw nothingHere();
  return readerId;
}

function requireAddressee(visitor: Visitor, recipientKey: string): void {
  if (!visitor) throw signInFirst();
  if (visitor.emailKey !== recipientKey) {
    throw new AppError('wrong_account', 'The delivery is addressed to another account.');
  }
}

function signInFirst(): AppError {
  return new AppError('sign_in_required', 'Sign in with the address that the delivery was sent to.');
}
