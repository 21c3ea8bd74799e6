import type { Deps } from '../deps.ts';
import { type EntranceState, entranceState } from './entrance-state.policy.ts';
import { mayAct } from './may-act.ts';
import { loadUploadLinkKeys, openTexts } from './upload-link-texts.ts';

/** More than anybody works through. */
const MAX_LISTED = 500;

export interface UploadLinkListEntry {
  readonly id: string;
  readonly title: string;
  readonly reference: string;
  readonly level: number;
  /** null: the account's own. */
  readonly team: { readonly id: string; readonly name: string } | null;
  readonly state: EntranceState;
  readonly deadlineAt: Date;
  readonly acceptedCount: number;
  readonly maxSubmissions: number | null;
  /** Submissions that their owner has not opened yet. */
  readonly unopenedCount: number;
  readonly createdAt: Date;
}

/** An account's upload links and those of its teams, newest first; those that are ended are gone. */
export async function listUploadLinks(deps: Deps, accountId: string): Promise<UploadLinkListEntry[]> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const rows = await db
    .selectFrom('upload_links as l')
    .leftJoin('teams as t', 't.id', 'l.team_id')
    .selectAll('l')
    .select('t.name as team_name')
    .select((select) =>
      select
        .selectFrom('submissions as s')
        .innerJoin('deliveries as d', 'd.id', 's.delivery_id')
        .innerJoin('delivery_recipients as r', 'r.delivery_id', 'd.id')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('s.upload_link_id', '=', 'l.id')
        .where('d.state', '=', 'active')
        .where('r.opened_at', 'is', null)
        .as('unopened_count'),
    )
    .where(mayAct(accountId, 'l'))
    .where('l.ended_at', 'is', null)
    .orderBy('l.created_at', 'desc')
    .orderBy('l.id')
    .limit(MAX_LISTED)
    .execute();
  const keys = await loadUploadLinkKeys(
    deps,
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => ({
    id: row.id,
    title: openTexts(keys.get(row.id), row).title,
    reference: openTexts(keys.get(row.id), row).reference,
    level: row.level,
    team: row.team_id && row.team_name ? { id: row.team_id, name: row.team_name } : null,
    state: entranceState(row, now),
    deadlineAt: row.deadline_at,
    acceptedCount: row.accepted_count,
    maxSubmissions: row.max_submissions,
    unopenedCount: row.unopened_count ?? 0,
    createdAt: row.created_at,
  }));
}
