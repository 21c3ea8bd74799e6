import type { Db, Tx } from '@umschlag/db';
import { newId } from '@umschlag/std';
import type { AcceptedKind, RequestedDocumentWish } from './upload-link.policy.ts';
import { openDocumentTexts, sealTexts } from './upload-link-texts.ts';

/** A line of the checklist. */
export interface RequestedDocument extends RequestedDocumentWish {
  readonly id: string;
}

/** Writes the checklist of a new upload link, in its order. */
export async function insertRequestedDocuments(
  tx: Tx,
  uploadLinkId: string,
  key: Uint8Array,
  documents: readonly RequestedDocumentWish[],
): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map(({ name, explanation, isRequired, acceptedKinds }, position) => {
    const id = newId();
    return {
      id,
      upload_link_id: uploadLinkId,
      position,
      sealed_texts: sealTexts(key, id, { name, explanation }),
      is_required: isRequired,
      accepted_kinds: [...acceptedKinds],
    };
  });
  await tx.insertInto('requested_documents').values(rows).execute();
}

/** The checklist in its order; without texts once the key is destroyed. */
export async function loadRequestedDocuments(
  db: Db,
  uploadLinkId: string,
  key: Uint8Array | undefined,
): Promise<RequestedDocument[]> {
  const rows = await db
    .selectFrom('requested_documents')
    .select(['id', 'sealed_texts', 'is_required', 'accepted_kinds'])
    .where('upload_link_id', '=', uploadLinkId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ...openDocumentTexts(key, row),
    isRequired: row.is_required,
    acceptedKinds: row.accepted_kinds as AcceptedKind[],
  }));
}
