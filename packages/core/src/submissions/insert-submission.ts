import type { Tx } from '@umschlag/db';
import { hashToken } from '@umschlag/std';
import { insertDraft } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { loadLimits } from '../organisations/index.ts';
import type { UploadLinkRow } from '../upload-links/index.ts';
import type { Submitter } from './confirm-address.ts';
import { submissionToken } from './submission-link.ts';

/** A submission that has just begun. */
export interface BegunSubmission {
  readonly id: string;
  /** Proves whoever holds it; the submitter's browser keeps it. */
  readonly token: string;
}

/** Writes the draft of a submission: a delivery without an account behind it. */
export async function insertSubmission(
  deps: Deps,
  tx: Tx,
  link: Pick<UploadLinkRow, 'id' | 'organisation_id' | 'level' | 'language'>,
  { submitter, supplements }: { readonly submitter: Submitter | undefined; readonly supplements: string | null },
): Promise<BegunSubmission> {
  const id = await insertDraft(deps, tx, {
    sender_id: null,
    organisation_id: link.organisation_id,
    level: link.level,
    language: link.language,
    expiry_days: (await loadLimits(tx, link.organisation_id)).maxExpiryDays,
  });
  const token = submissionToken(deps.keys, id);
  await tx
    .insertInto('submissions')
    .values({
      delivery_id: id,
      upload_link_id: link.id,
      token_hash: hashToken(token),
      supplements,
      submitter_email: submitter?.email ?? null,
      submitter_email_key: submitter?.emailKey ?? null,
      confirmed_at: submitter?.confirmedAt ?? null,
    })
    .execute();
  return { id, token };
}
