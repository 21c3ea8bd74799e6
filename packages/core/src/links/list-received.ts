import { loadContentKeys } from '../content/index.ts';
import { deliveryPath, describeDetails } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';

/** More than anybody reads; deliveries end after 60 days at the latest. */
const MAX_LISTED = 500;

export interface ReceivedListEntry {
  /** Path of the delivery page; holds the link's secret. */
  readonly path: string;
  readonly sender: string;
  /** null: a citizen, who answers. */
  readonly organisation: string | null;
  readonly level: number;
  /** null at level 4. */
  readonly subject: string | null;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly fileCount: number;
  readonly isReply: boolean;
  /** When one answered last; null: not yet. */
  readonly answeredAt: Date | null;
}

/**
 * The deliveries addressed to an account that can still be opened, newest first. Level 1 is for whoever holds the link,
 * so it is not listed.
 */
export async function listReceived(deps: Deps, account: { emailKey: string }): Promise<ReceivedListEntry[]> {
  const { db } = deps.database;
  const rows = await db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .innerJoin('accounts as s', 's.id', 'd.sender_id')
    .leftJoin('organisations as o', 'o.id', 's.organisation_id')
    .select(['d.id', 'd.level', 'd.sealed_details', 'd.sent_at', 'd.expires_at', 'r.id as recipient_id'])
    .select(['d.is_reply', 's.display_name', 's.email', 'o.name'])
    .select((select) =>
      select
        .selectFrom('delivery_files as f')
        .select((file) => file.fn.countAll<number>().as('count'))
        .whereRef('f.delivery_id', '=', 'd.id')
        .where('f.state', '=', 'stored')
        .as('file_count'),
    )
    .select((select) =>
      select
        .selectFrom('deliveries as reply')
        .select((reply) => reply.fn.max('reply.sent_at').as('at'))
        .whereRef('reply.reply_to', '=', 'r.id')
        .where('reply.state', '!=', 'recalled')
        .as('answered_at'),
    )
    .where('r.email_key', '=', account.emailKey)
    .where('d.level', '!=', 1)
    .where('d.state', '=', 'active')
    .where('d.expires_at', '>', deps.clock.now())
    .orderBy('d.sent_at', 'desc')
    .orderBy('d.id')
    .limit(MAX_LISTED)
    .execute();
  const contentKeys = await loadContentKeys(
    deps,
    db,
    rows.map((row) => row.id),
  );
  return rows.flatMap((row) => {
    if (!row.sent_at || !row.expires_at) return [];
    return {
      path: deliveryPath(deps.keys, row.recipient_id),
      sender: row.display_name ?? row.email,
      organisation: row.name,
      level: row.level,
      subject: describeDetails(contentKeys.get(row.id), row).subject,
      sentAt: row.sent_at,
      expiresAt: row.expires_at,
      fileCount: row.file_count ?? 0,
      isReply: row.is_reply,
      answeredAt: row.answered_at,
    };
  });
}
