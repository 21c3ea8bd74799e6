import type { Db, Schema, TeamRole, Tx } from '@umschlag/db';
import { AppError, nothingHere } from '@umschlag/std';
import type { Selectable } from 'kysely';

export type OwnTeam = Selectable<Schema['teams']> & { readonly role: TeamRole };

/** To anybody but its members a team does not exist, colleagues and administrators included. */
function selectOwn(db: Db, accountId: string, teamId: string) {
  return db
    .selectFrom('teams as t')
    .innerJoin('team_members as m', 'm.team_id', 't.id')
    .selectAll('t')
    .select('m.role')
    .where('t.id', '=', teamId)
    .where('m.account_id', '=', accountId);
}

/** @throws AppError `not_found` for whoever is no member now */
export async function loadOwnTeam(db: Db, accountId: string, teamId: string): Promise<OwnTeam> {
  const team = await selectOwn(db, accountId, teamId).executeTakeFirst();
  if (!team) throw nothingHere();
  return team;
}

/**
 * As {@link loadOwnTeam}, and holds the team until the transaction ends: of two changes at once the later sees the
 * first, also who is a member.
 */
export async function lockOwnTeam(tx: Tx, accountId: string, teamId: string): Promise<OwnTeam> {
  await tx.selectFrom('teams').select('id').where('id', '=', teamId).forUpdate().execute();
  return loadOwnTeam(tx, accountId, teamId);
}

/** @throws AppError `not_allowed` */
export function requireManager({ role }: OwnTeam): void {
  if (role !== 'manager') throw new AppError('not_allowed', 'Only managers of the team may do that.');
}

/** @throws AppError `team_needs_manager` unless somebody manages the team */
export async function requireSomeManager(tx: Tx, teamId: string): Promise<void> {
  const manager = await tx
    .selectFrom('team_members')
    .select('account_id')
    .where('team_id', '=', teamId)
    .where('role', '=', 'manager')
    .limit(1)
    .executeTakeFirst();
  if (!manager) throw new AppError('team_needs_manager', 'A team keeps at least one manager.');
}
