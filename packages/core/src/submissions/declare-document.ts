import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { requireOpen } from '../upload-links/index.ts';
import {
  type ArrivingFile,
  type DeclaredUpload,
  declareUpload,
  receiveFile,
  type UploadWish,
} from '../uploads/index.ts';
import { stateForBegun } from './begun.policy.ts';
import type { ResolvedSubmission } from './resolve-submission.ts';

/**
 * Declares a file of a submission, before an octet moves.
 * @throws AppError `upload_link_closed`, `deadline_passed`, `requested_document_unknown`, and as `declareUpload`
 */
export async function declareDocument(
  deps: Deps,
  resolved: ResolvedSubmission,
  wish: Omit<UploadWish, 'deliveryId'>,
): Promise<DeclaredUpload> {
  requireOpen(stateForBegun({ ...resolved.link, max_submissions: null }, resolved.submission, deps.clock.now()));
  await requireRequested(deps, resolved, wish.requestedDocumentId);
  return declareUpload(deps, { submissionId: resolved.id }, { ...wish, deliveryId: resolved.id });
}

/** @throws AppError `requested_document_unknown` for a document of another upload link */
export async function requireRequested(
  { database }: Pick<Deps, 'database'>,
  { link }: ResolvedSubmission,
  requestedDocumentId: string | undefined,
): Promise<void> {
  if (requestedDocumentId === undefined) return;
  const found = await database.db
    .selectFrom('requested_documents')
    .select('id')
    .where('id', '=', requestedDocumentId)
    .where('upload_link_id', '=', link.id)
    .executeTakeFirst();
  if (!found) throw new AppError('requested_document_unknown', 'The upload link does not ask for this document.');
}

/**
 * Takes a file of unknown size, as a form sends it; sealed by the server as it comes.
 * @throws AppError as {@link declareDocument}, and `storage_full`
 */
export async function receiveDocument(
  deps: Deps,
  resolved: ResolvedSubmission,
  file: Omit<ArrivingFile, 'deliveryId'>,
): Promise<void> {
  requireOpen(stateForBegun({ ...resolved.link, max_submissions: null }, resolved.submission, deps.clock.now()));
  await requireRequested(deps, resolved, file.requestedDocumentId);
  await receiveFile(deps, { submissionId: resolved.id }, { ...file, deliveryId: resolved.id });
}
