import type { Tx } from '@umschlag/db';
import { AppError, nothingHere } from '@umschlag/std';
import { requireContentKey, sealField } from '../content/index.ts';
import { cleanText, requireActive } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import { mayAct } from '../upload-links/index.ts';
import { reasonContext } from './describe-files.ts';

export interface Review {
  readonly submissionId: string;
  readonly fileId: string;
  readonly state: 'received' | 'accepted' | 'rejected';
  /** Of a rejection; goes back to whoever submitted. */
  readonly reason?: string | undefined;
}

/**
 * The owner accepts or rejects a document, or takes that back. A rejection needs a reason, and whoever submitted is
 * mailed that there is one, if their address is known.
 * @throws AppError `not_found`, `delivery_not_active`, `invalid_request` for a rejection without a reason
 */
export async function reviewDocument(
  deps: Deps,
  accountId: string,
  uploadLinkId: string,
  { submissionId, fileId, state, reason = '' }: Review,
): Promise<void> {
  const words = cleanText(reason, 'message').trim();
  if (state === 'rejected' && words === '') {
    throw new AppError('invalid_request', 'A rejection needs a reason.', {
      details: { part: 'body', field: 'reason' },
    });
  }
  await deps.database.transaction(async (tx) => {
    const email = await lockReceived(deps, tx, accountId, uploadLinkId, submissionId);
    const contentKey = await requireContentKey(deps, tx, submissionId);
    const changed = await tx
      .updateTable('delivery_files')
      .set({
        review_state: state,
        reviewed_at: state === 'received' ? null : deps.clock.now(),
        sealed_review_reason: state === 'rejected' ? sealField(contentKey, reasonContext(fileId), words) : null,
      })
      .where('id', '=', fileId)
      .where('delivery_id', '=', submissionId)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw nothingHere();
    if (state === 'rejected' && email !== null) await tellOnce(deps, tx, submissionId, email);
  });
}

/** @returns the address of whoever submitted, if it is known */
async function lockReceived(
  deps: Deps,
  tx: Tx,
  accountId: string,
  uploadLinkId: string,
  submissionId: string,
): Promise<string | null> {
  const delivery = await tx
    .selectFrom('deliveries')
    .selectAll()
    .where('id', '=', submissionId)
    .forUpdate()
    .executeTakeFirst();
  const owned = await tx
    .selectFrom('submissions as s')
    .innerJoin('upload_links as l', 'l.id', 's.upload_link_id')
    .select('s.submitter_email')
    .where('s.delivery_id', '=', submissionId)
    .where('l.id', '=', uploadLinkId)
    .where(mayAct(accountId, 'l'))
    .executeTakeFirst();
  // A draft is not the owner's to see.
  if (!delivery || !owned || delivery.state === 'draft') throw nothingHere();
  requireActive(delivery, deps.clock.now());
  return owned.submitter_email;
}

/** Several documents that are rejected in one go are one mail: it says nothing of them. */
async function tellOnce(deps: Deps, tx: Tx, submissionId: string, toEmail: string): Promise<void> {
  const waiting = await tx
    .selectFrom('mails')
    .select('id')
    .where('kind', '=', 'submission-rejected')
    .where('subject_id', '=', submissionId)
    .where('state', 'in', ['queued', 'waiting'])
    .limit(1)
    .executeTakeFirst();
  if (!waiting) await queueMail(deps, tx, { kind: 'submission-rejected', toEmail, subjectId: submissionId });
}
