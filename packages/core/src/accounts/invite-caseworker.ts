import type { AccountRole } from '@umschlag/db';
import { AppError, addMs, hashToken, newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';
import type { CaseworkerAccount } from './account.ts';
import { requireAddress } from './address.ts';
import { INVITATION_MS, invitationToken } from './invitation-token.ts';
import { throttle } from './throttle.ts';

/**
 * Invites somebody to the administrator's own organisation, by mail.
 * @throws AppError invalid_request, address_taken, too_many_requests
 */
export async function inviteCaseworker(
  deps: Pick<Deps, 'database' | 'clock' | 'keys' | 'jobs'>,
  administrator: CaseworkerAccount,
  input: { readonly email: string; readonly role: AccountRole },
): Promise<{ id: string; expiresAt: Date }> {
  const { address, key } = requireAddress(input.email);
  await throttle(deps, 'invitation-account', administrator.id);
  const id = newId();
  const now = deps.clock.now();
  const expiresAt = addMs(now, INVITATION_MS);
  await deps.database.transaction(async (tx) => {
    const taken = await tx
      .selectFrom('accounts')
      .select('id')
      .where('email_key', '=', key)
      .where('kind', '=', 'caseworker')
      .executeTakeFirst();
    if (taken) throw new AppError('address_taken', 'The address belongs to a caseworker already.');
    await tx
      .insertInto('invitations')
      .values({
        id,
        token_hash: hashToken(invitationToken(deps.keys, id)),
        organisation_id: administrator.organisation.id,
        email: address,
        email_key: key,
        role: input.role,
        invited_by: administrator.id,
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    await queueMail(deps, tx, { kind: 'invitation', toEmail: address, subjectId: id });
  });
  return { id, expiresAt };
}
