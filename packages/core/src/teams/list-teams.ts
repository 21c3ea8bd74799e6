import type { TeamRole } from '@umschlag/db';
import { sql } from 'kysely';
import type { Deps } from '../deps.ts';

export interface TeamListEntry {
  readonly id: string;
  readonly name: string;
  readonly role: TeamRole;
  readonly memberCount: number;
  /** The team has a key, and nobody has given it to this member yet. */
  readonly isKeyWaiting: boolean;
  readonly isRotationDue: boolean;
}

/** The teams that an account is a member of, by name. */
export async function listTeams({ database }: Pick<Deps, 'database'>, accountId: string): Promise<TeamListEntry[]> {
  const rows = await database.db
    .selectFrom('teams as t')
    .innerJoin('team_members as m', 'm.team_id', 't.id')
    .leftJoin('team_keys as k', (join) => join.onRef('k.team_id', '=', 't.id').on('k.replaced_at', 'is', null))
    .leftJoin('team_key_copies as c', (join) =>
      join
        .onRef('c.team_id', '=', 't.id')
        .onRef('c.account_id', '=', 'm.account_id')
        .onRef('c.fingerprint', '=', 'k.fingerprint'),
    )
    .select(['t.id', 't.name', 'm.role', 't.rotation_due_at', 'k.fingerprint', 'c.sealed_to'])
    .select((select) =>
      select
        .selectFrom('team_members as all')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('all.team_id', '=', 't.id')
        .as('member_count'),
    )
    .where('m.account_id', '=', accountId)
    .orderBy(sql`lower(t.name)`)
    .orderBy('t.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    role: row.role,
    memberCount: row.member_count ?? 0,
    isKeyWaiting: row.fingerprint !== null && row.sealed_to === null,
    isRotationDue: row.rotation_due_at !== null,
  }));
}
