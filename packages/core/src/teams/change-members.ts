import type { TeamRole } from '@umschlag/db';
import { parseMailAddress } from '@umschlag/mailer';
import { AppError, nothingHere } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { lockOwnTeam, requireManager, requireSomeManager } from './own-team.ts';
import { type NextTeamKey, replaceTeamKey } from './team-key.ts';

/**
 * Adds a caseworker of the same organisation. They see at once what the team has at levels 1 and 2; what is sealed they
 * open once a member's browser has given them a copy of the key. Whoever is a member already stays what they are.
 * @throws AppError `not_found`, `not_allowed`, `team_member_unknown`
 */
export async function addMember(
  deps: Deps,
  accountId: string,
  teamId: string,
  { email, role }: { readonly email: string; readonly role: TeamRole },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const team = await lockOwnTeam(tx, accountId, teamId);
    requireManager(team);
    const found = await tx
      .selectFrom('accounts')
      .select('id')
      .where('email_key', '=', parseMailAddress(email)?.key ?? '')
      .where('organisation_id', '=', team.organisation_id)
      .where('kind', '=', 'caseworker')
      .where('disabled_at', 'is', null)
      .executeTakeFirst();
    if (!found) throw new AppError('team_member_unknown', 'Nobody of the organisation has this address.');
    await tx
      .insertInto('team_members')
      .values({ team_id: teamId, account_id: found.id, role, joined_at: deps.clock.now() })
      .onConflict((known) => known.columns(['team_id', 'account_id']).doNothing())
      .execute();
  });
}

/** @throws AppError `not_found`, `not_allowed`, `team_needs_manager` */
export async function changeRole(
  deps: Deps,
  accountId: string,
  { teamId, memberId, role }: { readonly teamId: string; readonly memberId: string; readonly role: TeamRole },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    requireManager(await lockOwnTeam(tx, accountId, teamId));
    const changed = await tx
      .updateTable('team_members')
      .set({ role })
      .where('team_id', '=', teamId)
      .where('account_id', '=', memberId)
      .returning('account_id')
      .executeTakeFirst();
    if (!changed) throw nothingHere();
    await requireSomeManager(tx, teamId);
  });
}

/**
 * A manager removes a member, or a member leaves. With the membership their copy of the key goes; but they have known the
 * key, so that the team needs the next one from now on, unless it comes along.
 * @param rotation of the manager's browser; whoever leaves by themselves must not make a key that they then know
 * @throws AppError `not_found`, `not_allowed`, `team_needs_manager`, `invalid_request`, and as {@link replaceTeamKey}
 */
export async function removeMember(
  deps: Deps,
  accountId: string,
  {
    teamId,
    memberId,
    rotation,
  }: { readonly teamId: string; readonly memberId: string; readonly rotation?: NextTeamKey | undefined },
): Promise<void> {
  const isLeaving = accountId === memberId;
  if (isLeaving && rotation) {
    throw new AppError('invalid_request', 'Whoever leaves makes no key.', {
      details: { part: 'body', field: 'rotation' },
    });
  }
  await deps.database.transaction(async (tx) => {
    const team = await lockOwnTeam(tx, accountId, teamId);
    if (!isLeaving) requireManager(team);
    const removed = await tx
      .deleteFrom('team_members')
      .where('team_id', '=', teamId)
      .where('account_id', '=', memberId)
      .returning('account_id')
      .executeTakeFirst();
    if (!removed) throw nothingHere();
    await requireSomeManager(tx, teamId);
    await tx
      .updateTable('teams')
      .set({ rotation_due_at: deps.clock.now(), updated_at: deps.clock.now() })
      .where('id', '=', teamId)
      .where(({ exists, selectFrom }) => exists(selectFrom('team_keys').select('number').where('team_id', '=', teamId)))
      .execute();
    if (rotation) await replaceTeamKey(deps, tx, teamId, rotation);
  });
}
