import type { Db } from '@umschlag/db';
import { type Limits, loadLimits } from '../organisations/index.ts';
import type { DeliveryRow } from './own-delivery.ts';

/** Files of one submission; more than any checklist asks for. */
const MAX_SUBMITTED_FILES = 200;

/** What a draft may hold: what its organisation allows, and for a submission what its upload link allows of that. */
export async function limitsOfDraft(
  db: Db,
  delivery: Pick<DeliveryRow, 'id' | 'organisation_id' | 'sender_id'>,
): Promise<Limits> {
  if (delivery.sender_id !== null) return loadLimits(db, delivery.organisation_id);
  const link = await db
    .selectFrom('submissions')
    .innerJoin('upload_links', 'upload_links.id', 'submissions.upload_link_id')
    .select(['upload_links.organisation_id', 'upload_links.max_submission_bytes'])
    .where('submissions.delivery_id', '=', delivery.id)
    .executeTakeFirstOrThrow();
  return limitsOfUploadLink(db, link);
}

/** What one submission may hold. */
export async function limitsOfUploadLink(
  db: Db,
  link: { readonly organisation_id: string; readonly max_submission_bytes: number },
): Promise<Limits> {
  const limits = await loadLimits(db, link.organisation_id);
  return {
    ...limits,
    maxFileBytes: Math.min(limits.maxFileBytes, link.max_submission_bytes),
    maxDeliveryBytes: Math.min(limits.maxDeliveryBytes, link.max_submission_bytes),
    maxFiles: Math.min(limits.maxFiles, MAX_SUBMITTED_FILES),
  };
}
