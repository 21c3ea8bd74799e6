import { addMs, newId } from '@umschlag/std';
import { admitCodeMail, CHALLENGE_MS, requireAddress } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import { entranceState, requireOpen, type UploadLinkRow } from '../upload-links/index.ts';

/**
 * Level 2: mails a code to whoever wants to submit with this address. It signs nobody in and makes no account.
 * @throws AppError `invalid_request`, `too_many_requests`, `upload_link_closed`, `deadline_passed`, `submissions_full`
 */
export async function askSubmissionCode(
  deps: Deps,
  link: UploadLinkRow,
  given: { readonly email: string; readonly clientAddress: string },
): Promise<{ challengeId: string; expiresAt: Date }> {
  const { address, key } = requireAddress(given.email);
  const now = deps.clock.now();
  requireOpen(entranceState(link, now));
  await admitCodeMail(deps, { emailKey: key, clientAddress: given.clientAddress });
  const id = newId();
  const expiresAt = addMs(now, CHALLENGE_MS);
  await deps.database.transaction(async (tx) => {
    const row = { id, upload_link_id: link.id, email: address, email_key: key };
    await tx
      .insertInto('submission_challenges')
      .values({ ...row, created_at: now, expires_at: expiresAt })
      .execute();
    await queueMail(deps, tx, { kind: 'submission-code', toEmail: address, subjectId: id });
  });
  return { challengeId: id, expiresAt };
}
