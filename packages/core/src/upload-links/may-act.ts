import { type Expression, type RawBuilder, sql } from 'kysely';

/**
 * Who may act for an upload link and read what came through it: its owner; of a team's, whoever is a member at this
 * moment, and the owner no longer than that. The one place that says so.
 * @param accountId a value, or a column
 * @param link how the query calls the table `upload_links`
 */
export function mayAct(accountId: string | Expression<string>, link = 'upload_links'): RawBuilder<boolean> {
  const team = sql.ref(`${link}.team_id`);
  const own = sql.ref(`${link}.owner_id`);
  // An array, so that lists of one account are read by index.
  return sql<boolean>`((${team} is null and ${own} = ${accountId})
    or ${team} = any (array(select m.team_id from team_members as m where m.account_id = ${accountId})))`;
}
