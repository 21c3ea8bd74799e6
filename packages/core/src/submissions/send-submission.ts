import type { Tx } from '@umschlag/db';
import { AppError, addMs, hashToken, newId } from '@umschlag/std';
import { sql } from 'kysely';
import { admitCodeMail, requireAddress } from '../accounts/index.ts';
import { isEndToEnd } from '../content/index.ts';
import { activate, deliveryLinkToken, lockAuthored, requireDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { findActiveKeys } from '../keys/index.ts';
import { queueMail } from '../mail/index.ts';
import { currentReceiptKey, issueReceipt } from '../receipts/index.ts';
import { findTeamKey } from '../teams/index.ts';
import {
  DEADLINE_GRACE_MS,
  listReaderMails,
  loadUploadLinkKey,
  openTexts,
  requireOpen,
  type UploadLinkRow,
} from '../upload-links/index.ts';
import { stateForBegun } from './begun.policy.ts';
import { giveManifest } from './put-submission-manifest.ts';
import type { ResolvedSubmission } from './resolve-submission.ts';
import { noteSeal, readSeal, type SealedBy } from './seal.ts';

export interface SendSubmissionWish {
  /** Level 1: where the receipt is to be mailed, if anywhere. At level 2 it is the confirmed address. */
  readonly email?: string | undefined;
  /** Whoever submits has seen which required documents are missing. */
  readonly isPartial: boolean;
  readonly clientAddress: string;
  /** Levels 3 and 4, and only there. */
  readonly sealed?: SealedBy | undefined;
}

/**
 * Sends a submission: from here on it is its owner's to read. Only now it counts, in the same transaction and by one
 * conditional update, so that of many at once exactly as many are taken as the upload link allows.
 * @throws AppError `delivery_not_draft`, `submission_empty`, `upload_incomplete`, `documents_missing` (details:
 *   `documentIds`), `upload_link_closed`, `deadline_passed`, `submissions_full`, `invalid_request`, `too_many_requests`;
 *   at levels 3 and 4 `key_invalid`, `delivery_incomplete`, `recipient_key_changed`
 */
export async function sendSubmission(
  deps: Deps,
  { id, submission, delivery: found, link }: ResolvedSubmission,
  wish: SendSubmissionWish,
): Promise<void> {
  // Whoever comes too late need not wait for those who come in time. The transaction decides.
  if (found.state === 'draft') requireOpen(stateForBegun(link, submission, deps.clock.now()));
  const typed = submission.submitter_email === null ? wish.email : undefined;
  const address = typed === undefined ? undefined : requireAddress(typed);
  if (address) await admitCodeMail(deps, { emailKey: address.key, clientAddress: wish.clientAddress });
  const seal = readSeal(link.level, wish.sealed);
  const receiptKey = await currentReceiptKey(deps);
  await deps.database.transaction(async (tx) => {
    const delivery = await lockAuthored(tx, { submissionId: id }, id);
    requireDraft(delivery);
    await requireFiles(tx, id);
    if (submission.supplements === null && !wish.isPartial) await requireRequiredDocuments(tx, link.id, id);
    await giveToOwner(deps, tx, link, id);
    if (seal) await noteSeal(tx, id, seal);
    await activate(deps, tx, delivery);
    await tx.updateTable('delivery_files').set({ review_state: 'received' }).where('delivery_id', '=', id).execute();
    if (address) {
      const known = { submitter_email: address.address, submitter_email_key: address.key };
      await tx.updateTable('submissions').set(known).where('delivery_id', '=', id).execute();
    }
    await giveReceipt(deps, tx, receiptKey, link, id);
    const toEmail = address?.address ?? submission.submitter_email;
    if (toEmail !== null) await queueMail(deps, tx, { kind: 'submission-receipt', toEmail, subjectId: id });
    // Last, as all who send through this upload link wait for one another from here on.
    await takePlace(deps, tx, link, submission);
  });
}

async function requireFiles(tx: Tx, id: string): Promise<void> {
  const files = await tx.selectFrom('delivery_files').select('state').where('delivery_id', '=', id).execute();
  if (files.length === 0) throw new AppError('submission_empty', 'There is no file in the submission.');
  const open = files.filter((file) => file.state !== 'stored').length;
  if (open > 0) throw new AppError('upload_incomplete', 'Not all files have arrived yet.', { details: { open } });
}

async function requireRequiredDocuments(tx: Tx, uploadLinkId: string, id: string): Promise<void> {
  const missing = await tx
    .selectFrom('requested_documents as d')
    .select('d.id')
    .where('d.upload_link_id', '=', uploadLinkId)
    .where('d.is_required', '=', true)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('delivery_files as f')
            .select('f.id')
            .where('f.delivery_id', '=', id)
            .whereRef('f.requested_document_id', '=', 'd.id'),
        ),
      ),
    )
    .orderBy('d.position')
    .execute();
  if (missing.length === 0) return;
  throw new AppError('documents_missing', 'Required documents are missing.', {
    details: { documentIds: missing.map((one) => one.id) },
  });
}

/** One statement: whether there is a place is decided where it is taken. */
async function takePlace(
  { clock }: Deps,
  tx: Tx,
  { id }: UploadLinkRow,
  submission: ResolvedSubmission['submission'],
): Promise<void> {
  const now = clock.now();
  const taken = await tx
    .updateTable('upload_links')
    .set({ accepted_count: sql`accepted_count + ${submission.supplements === null ? 1 : 0}` })
    .where('id', '=', id)
    .where('closed_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('deadline_at', '>', addMs(now, -DEADLINE_GRACE_MS))
    .$if(submission.supplements === null, (first) =>
      first.where((is) =>
        is.or([is('max_submissions', 'is', null), is('accepted_count', '<', is.ref('max_submissions'))]),
      ),
    )
    .returning('id')
    .executeTakeFirst();
  if (taken) return;
  const link = await tx.selectFrom('upload_links').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  requireOpen(stateForBegun(link, submission, now));
  // The place that was not there has come back since; whoever tries again gets it.
  throw new AppError('submissions_full', 'The upload link takes no more submissions.');
}

async function giveReceipt(
  deps: Deps,
  tx: Tx,
  key: Awaited<ReturnType<typeof currentReceiptKey>>,
  link: UploadLinkRow,
  id: string,
): Promise<void> {
  const { name } = await tx
    .selectFrom('organisations')
    .select('name')
    .where('id', '=', link.organisation_id)
    .executeTakeFirstOrThrow();
  const { reference } = openTexts(await loadUploadLinkKey(deps, tx, link.id), link);
  const receivedAt = deps.clock.now();
  await issueReceipt(deps, tx, key, { deliveryId: id, organisation: name, reference, level: link.level, receivedAt });
}

/**
 * The owner is its only recipient, and those who may act for the upload link are mailed where it lies. Of a team's the
 * recipient stands for the team: who reads is decided when somebody reads.
 */
async function giveToOwner(deps: Deps, tx: Tx, link: UploadLinkRow, id: string): Promise<void> {
  const owner = await tx
    .selectFrom('accounts')
    .select(['email', 'email_key'])
    .where('id', '=', link.owner_id)
    .executeTakeFirstOrThrow();
  const recipientId = newId();
  await tx
    .insertInto('delivery_recipients')
    .values({
      id: recipientId,
      delivery_id: id,
      position: 0,
      ...owner,
      link_token_hash: hashToken(deliveryLinkToken(deps.keys, recipientId)),
    })
    .execute();
  if (isEndToEnd(link.level)) {
    const key =
      link.team_id === null
        ? (await findActiveKeys(tx, [owner.email_key])).get(owner.email_key)
        : await findTeamKey(tx, link.team_id);
    await giveManifest(tx, id, { recipientId, fingerprint: key?.fingerprint });
  }
  for (const toEmail of await listReaderMails(tx, link.id)) {
    await queueMail(deps, tx, { kind: 'submission-arrived', toEmail, subjectId: id });
  }
}
