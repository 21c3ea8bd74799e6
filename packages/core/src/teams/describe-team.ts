import type { Db, TeamRole } from '@umschlag/db';
import type { Deps } from '../deps.ts';
import { loadOwnTeam } from './own-team.ts';

export interface TeamMemberView {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly role: TeamRole;
  readonly activeKey: { readonly fingerprint: string; readonly publicKey: Buffer } | null;
  /** `none`: there is no key to make one for. */
  readonly copyState: 'current' | 'waiting' | 'none';
}

export interface TeamKeyView {
  readonly fingerprint: string;
  readonly publicKey: Buffer;
  /** Newest first. */
  readonly formerKeys: readonly {
    readonly fingerprint: string;
    readonly publicKey: Buffer;
    readonly formerKey: Buffer;
    readonly statement: Buffer;
  }[];
}

/** A team as one of its members sees it. */
export interface TeamView {
  readonly id: string;
  readonly name: string;
  readonly role: TeamRole;
  readonly members: readonly TeamMemberView[];
  readonly key: TeamKeyView | null;
  readonly ownCopy: { readonly fingerprint: string; readonly sealedTo: string; readonly material: Buffer } | null;
  readonly isRotationDue: boolean;
}

/** @throws AppError `not_found` for whoever is no member now */
export async function describeTeam(deps: Pick<Deps, 'database'>, accountId: string, teamId: string): Promise<TeamView> {
  const { db } = deps.database;
  const team = await loadOwnTeam(db, accountId, teamId);
  const key = await loadTeamKeys(db, teamId);
  const members = await loadMembers(db, teamId);
  const own = members.find((one) => one.account_id === accountId);
  const isOfToday = key !== null && own?.copy_fingerprint === key.fingerprint;
  return {
    id: team.id,
    name: team.name,
    role: team.role,
    members: members.map((row) => memberOf(row, key)),
    key,
    ownCopy:
      isOfToday && own?.sealed_to && own.material
        ? { fingerprint: key.fingerprint, sealedTo: own.sealed_to, material: own.material }
        : null,
    isRotationDue: team.rotation_due_at !== null,
  };
}

type MemberRow = Awaited<ReturnType<typeof loadMembers>>[number];

function memberOf(row: MemberRow, key: TeamKeyView | null): TeamMemberView {
  const { fingerprint, public_key: publicKey } = row;
  const activeKey = fingerprint && publicKey ? { fingerprint, publicKey } : null;
  const isCurrent = key && activeKey && row.copy_fingerprint === key.fingerprint && row.sealed_to === fingerprint;
  return {
    accountId: row.account_id,
    name: row.display_name ?? row.email,
    email: row.email,
    role: row.role,
    activeKey,
    copyState: isCurrent ? 'current' : activeKey ? 'waiting' : 'none',
  };
}

function loadMembers(db: Db, teamId: string) {
  return db
    .selectFrom('team_members as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .leftJoin('account_keys as k', (join) => join.onRef('k.account_id', '=', 'a.id').on('k.state', '=', 'active'))
    .leftJoin('team_key_copies as c', (join) =>
      join.onRef('c.team_id', '=', 'm.team_id').onRef('c.account_id', '=', 'm.account_id'),
    )
    .select(['m.account_id', 'm.role', 'a.display_name', 'a.email', 'k.fingerprint', 'k.public_key'])
    .select(['c.fingerprint as copy_fingerprint', 'c.sealed_to', 'c.material'])
    .where('m.team_id', '=', teamId)
    .orderBy('m.joined_at')
    .orderBy('m.account_id')
    .execute();
}

/** The team's key of today with those before it; null: it has none yet. */
export async function loadTeamKeys(db: Db, teamId: string): Promise<TeamKeyView | null> {
  const rows = await db
    .selectFrom('team_keys')
    .selectAll()
    .where('team_id', '=', teamId)
    .orderBy('number', 'desc')
    .execute();
  const [today, ...former] = rows;
  if (!today) return null;
  return {
    fingerprint: today.fingerprint,
    publicKey: today.public_key,
    formerKeys: former.flatMap(({ fingerprint, public_key: publicKey, former_key: formerKey, statement }) =>
      formerKey && statement ? [{ fingerprint, publicKey, formerKey, statement }] : [],
    ),
  };
}
