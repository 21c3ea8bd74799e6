import type { Db } from '@umschlag/db';
import { AppError, hashToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { admitCaseworker } from './admit-caseworker.ts';
import { beginSession, type SignedIn, type SignInContext } from './begin-session.ts';
import { networksOf } from './client-network.policy.ts';
import { hashPassword } from './password-hash.ts';
import { requireStrongPassword } from './require-strong-password.ts';
import { throttleClient } from './throttle.ts';

const invalid = () => new AppError('invitation_invalid', 'The invitation is not known, used or expired.');

async function findOpenInvitation(db: Db, tokenHash: Buffer, now: Date) {
  const invitation = await db
    .selectFrom('invitations as i')
    .innerJoin('organisations as o', 'o.id', 'i.organisation_id')
    .where('i.token_hash', '=', tokenHash)
    .where('i.accepted_at', 'is', null)
    .where('i.expires_at', '>', now)
    .select(['i.id', 'i.email', 'i.email_key', 'i.role', 'i.organisation_id', 'o.language'])
    .executeTakeFirst();
  if (!invitation) throw invalid();
  return invitation;
}

/**
 * Accepts an invitation and signs in. It is good once.
 * @throws AppError invitation_invalid, password_too_weak, address_taken, too_many_requests
 */
export async function acceptInvitation(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  input: SignInContext & { readonly token: string; readonly displayName: string; readonly password: string },
): Promise<SignedIn> {
  await throttleClient(deps, 'invitation-client', input.clientAddress);
  const now = deps.clock.now();
  const invitation = await findOpenInvitation(deps.database.db, hashToken(input.token), now);
  requireStrongPassword(input.password, invitation.email);
  const passwordHash = await hashPassword(input.password, networksOf(input.clientAddress));
  return deps.database.transaction(async (tx) => {
    const claimed = await tx
      .updateTable('invitations')
      .set({ accepted_at: now })
      .where('id', '=', invitation.id)
      .where('accepted_at', 'is', null)
      .where('expires_at', '>', now)
      .returning('id')
      .executeTakeFirst();
    if (!claimed) throw invalid();
    const { role, language, organisation_id: organisationId } = invitation;
    const given = { organisationId, role, language, displayName: input.displayName, passwordHash };
    const address = { address: invitation.email, key: invitation.email_key };
    return beginSession(deps, tx, await admitCaseworker(tx, address, given, now), 'invitation', input);
  });
}
