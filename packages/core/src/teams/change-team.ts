import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { cleanTeamName } from './create-team.ts';
import { lockOwnTeam, requireManager } from './own-team.ts';

/** @throws AppError `not_found`, `not_allowed`, `invalid_request` */
export async function renameTeam(deps: Deps, accountId: string, teamId: string, typed: string): Promise<void> {
  const name = cleanTeamName(typed);
  await deps.database.transaction(async (tx) => {
    requireManager(await lockOwnTeam(tx, accountId, teamId));
    await tx.updateTable('teams').set({ name, updated_at: deps.clock.now() }).where('id', '=', teamId).execute();
  });
}

/**
 * Deletes a team with its keys. What is sealed to them could not be opened any more, so it must own nothing; upload links
 * that are ended hold nothing, and are left to who made them.
 * @throws AppError `not_found`, `not_allowed`, `team_owns_links`
 */
export async function deleteTeam(deps: Deps, accountId: string, teamId: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    requireManager(await lockOwnTeam(tx, accountId, teamId));
    const owned = await tx
      .selectFrom('upload_links')
      .select('id')
      .where('team_id', '=', teamId)
      .where('ended_at', 'is', null)
      .limit(1)
      .executeTakeFirst();
    if (owned) throw new AppError('team_owns_links', 'Upload links of the team are still there.');
    await tx.updateTable('upload_links').set({ team_id: null }).where('team_id', '=', teamId).execute();
    await tx.deleteFrom('teams').where('id', '=', teamId).execute();
  });
}
