import type { Db } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { sql } from 'kysely';
import { loadContentKeys } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { describeDetails } from './details.ts';
import { type ShownState, shownState } from './shown-state.policy.ts';

export interface DeliveryListEntry {
  readonly id: string;
  readonly level: number;
  readonly state: ShownState;
  /** null at level 4. */
  readonly subject: string | null;
  readonly recipients: readonly string[];
  readonly recipientCount: number;
  readonly fileCount: number;
  readonly totalBytes: number;
  /** Recipients who have fetched at least one file. */
  readonly fetchedCount: number;
  readonly bouncedCount: number;
  readonly isReply: boolean;
  /** Replies to it that can still be fetched. */
  readonly answerCount: number;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
  readonly expiresAt: Date | null;
}

export interface ListWish {
  readonly state?: ShownState | undefined;
  /** Where the page before ended; opaque. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** How many addresses an entry shows. */
const SHOWN_RECIPIENTS = 3;

interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

function readCursor(cursor: string): Position {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('utf8').split(' ');
  const createdAt = new Date(time);
  if (Number.isNaN(createdAt.getTime()) || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) {
    throw new AppError('invalid_request', 'The cursor is not one that a list gave.');
  }
  return { createdAt, id };
}

function writeCursor({ createdAt, id }: Position): string {
  return Buffer.from(`${createdAt.toISOString()} ${id}`, 'utf8').toString('base64url');
}

/** One's own deliveries, newest first, a page at a time. @throws AppError `invalid_request` */
export async function listDeliveries(
  deps: Deps,
  senderId: string,
  wish: ListWish,
): Promise<{ deliveries: DeliveryListEntry[]; nextCursor: string | null }> {
  const { db } = deps.database;
  const now = deps.clock.now();
  const rows = await selectPage(db, senderId, wish, now);
  const page = rows.slice(0, wish.limit);
  const contentKeys = await loadContentKeys(
    deps,
    db,
    page.map((row) => row.id),
  );
  const deliveries = page.map((row) => ({
    id: row.id,
    level: row.level,
    state: shownState(row, now),
    subject: describeDetails(contentKeys.get(row.id), row).subject,
    recipients: row.recipients ?? [],
    recipientCount: row.recipient_count,
    fileCount: row.file_count,
    totalBytes: row.total_bytes,
    fetchedCount: row.fetched_count,
    bouncedCount: row.bounced_count,
    isReply: row.is_reply,
    answerCount: row.answer_count,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    expiresAt: row.expires_at,
  }));
  const last = page.at(-1);
  const hasMore = rows.length > wish.limit && last !== undefined;
  return { deliveries, nextCursor: hasMore ? writeCursor({ createdAt: last.created_at, id: last.id }) : null };
}

function selectPage(db: Db, senderId: string, wish: ListWish, now: Date) {
  let query = db
    .selectFrom('deliveries as d')
    .select(['d.id', 'd.level', 'd.state', 'd.sealed_details', 'd.created_at', 'd.sent_at', 'd.expires_at'])
    .select('d.is_reply')
    .select([...countsOfDelivery, countAnswers(now)])
    .where('d.sender_id', '=', senderId)
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id')
    .limit(wish.limit + 1);
  if (wish.cursor !== undefined) {
    const { createdAt, id } = readCursor(wish.cursor);
    query = query.where(sql<boolean>`(d.created_at < ${createdAt} or (d.created_at = ${createdAt} and d.id > ${id}))`);
  }
  if (wish.state !== undefined) query = query.where(stateCondition(wish.state, now));
  return query.execute();
}

const countsOfDelivery = [
  sql<string[] | null>`(select array_agg(email order by position) from (select email, position from delivery_recipients
    where delivery_id = d.id order by position limit ${sql.lit(SHOWN_RECIPIENTS)}) shown)`.as('recipients'),
  sql<number>`(select count(*) from delivery_recipients where delivery_id = d.id)`.as('recipient_count'),
  sql<number>`(select count(*) from delivery_recipients where delivery_id = d.id and mail_state = 'bounced')`.as(
    'bounced_count',
  ),
  sql<number>`(select count(*) from delivery_files where delivery_id = d.id)`.as('file_count'),
  sql<number>`(select coalesce(sum(plain_size_bytes), 0)::bigint from delivery_files where delivery_id = d.id)`.as(
    'total_bytes',
  ),
  sql<number>`(select count(distinct f.recipient_id) from fetches f join delivery_recipients r on r.id = f.recipient_id
    where r.delivery_id = d.id and f.state = 'delivered')`.as('fetched_count'),
];

function countAnswers(now: Date) {
  return sql<number>`(select count(*) from deliveries a join delivery_recipients r on r.id = a.reply_to
    where r.delivery_id = d.id and a.state = 'active' and a.expires_at > ${now})`.as('answer_count');
}

function stateCondition(state: ShownState, now: Date) {
  if (state === 'active') return sql<boolean>`(d.state = 'active' and d.expires_at > ${now})`;
  if (state === 'expired') {
    return sql<boolean>`(d.state in ('purging', 'purged') or (d.state = 'active' and d.expires_at <= ${now}))`;
  }
  return sql<boolean>`d.state = ${state}`;
}
