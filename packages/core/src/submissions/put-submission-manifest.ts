import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import { incomplete, lockAuthored, requireDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { type ArrivingManifest, requireSealedMessage, storeManifest } from '../manifests/index.ts';
import { requireOpen } from '../upload-links/index.ts';
import { stateForBegun } from './begun.policy.ts';
import type { ResolvedSubmission } from './resolve-submission.ts';

/**
 * Levels 3 and 4: stores the manifest of a draft, sealed to the owner's key by whoever submits, in place of the one
 * before. It becomes the owner's copy when the submission is sent; whoever submits keeps none.
 * @throws AppError `manifest_not_wanted` at levels 1 and 2, `manifest_not_sealed`, `delivery_not_draft`,
 *   `upload_link_closed`, `deadline_passed`
 */
export async function putSubmissionManifest(
  deps: Deps,
  { id, link, submission }: ResolvedSubmission,
  manifest: ArrivingManifest & { readonly fingerprint: string },
): Promise<void> {
  if (!isEndToEnd(link.level)) {
    throw new AppError('manifest_not_wanted', 'Only submissions of levels 3 and 4 have a manifest.');
  }
  requireSealedMessage(manifest.message);
  requireOpen(stateForBegun({ ...link, max_submissions: null }, submission, deps.clock.now()));
  await deps.database.transaction(async (tx) => {
    requireDraft(await lockAuthored(tx, { submissionId: id }, id));
    await storeManifest(deps, tx, id, null, manifest);
  });
}

/**
 * Gives the manifest that waits to the owner.
 * @param fingerprint of the owner's active key; `undefined`: there is none
 * @throws AppError `delivery_incomplete` without a manifest, `recipient_key_changed` if it is sealed to another key
 */
export async function giveManifest(
  tx: Tx,
  submissionId: string,
  { recipientId, fingerprint }: { readonly recipientId: string; readonly fingerprint: string | undefined },
): Promise<void> {
  const copy = await tx
    .updateTable('manifests')
    .set({ recipient_id: recipientId })
    .where('delivery_id', '=', submissionId)
    .where('recipient_id', 'is', null)
    .returning('reader_fingerprint')
    .executeTakeFirst();
  if (!copy) throw incomplete('manifest', 'The manifest has not arrived yet.');
  if (copy.reader_fingerprint !== fingerprint) {
    throw new AppError('recipient_key_changed', 'The key of the owner has changed since.', {
      details: { recipientIds: [] },
    });
  }
  await tx.updateTable('delivery_recipients').set({ reader_state: 'key' }).where('id', '=', recipientId).execute();
}
