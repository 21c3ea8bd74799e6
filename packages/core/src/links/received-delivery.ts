import type { Db, Language } from '@umschlag/db';
import { nothingHere } from '@umschlag/std';
import { isEndToEnd, openFileName, requireContentKey } from '../content/index.ts';
import { describeDetails, findOwnAnswered, listOwnReplies, type OwnReplyView } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import type { ResolvedLink } from './resolve-link.ts';

export interface ReceivedFileView {
  readonly id: string;
  /** null at levels 3 and 4, as is the media type: the manifest has them. */
  readonly path: readonly string[] | null;
  readonly mediaType: string | null;
  /** Of the plaintext. */
  readonly sizeBytes: number;
  readonly sealedSizeBytes: number;
  /** `null`: without limit. */
  readonly fetchesLeft: number | null;
}

/** A delivery as a recipient sees it. */
export interface ReceivedDeliveryView {
  readonly id: string;
  readonly level: number;
  readonly language: Language;
  /** Without an organisation: a citizen, who answers. */
  readonly sender: {
    readonly displayName: string | null;
    readonly email: string;
    readonly organisation: string | null;
  };
  readonly timeZone: string;
  /** null at level 4, as is the message. */
  readonly subject: string | null;
  readonly message: string | null;
  /** What the manifest is opened with; null at levels 1 and 2. */
  readonly reader: 'key' | 'code' | 'pending' | null;
  readonly readerFingerprint: string | null;
  readonly sentAt: Date;
  readonly expiresAt: Date;
  readonly downloadLimit: number | null;
  readonly files: readonly ReceivedFileView[];
  readonly isReply: boolean;
  /** Which of the reader's own deliveries it answers, if it still is there. */
  readonly answered: { readonly id: string; readonly sentAt: Date } | null;
  /** The reader's own replies to it. */
  readonly replies: readonly OwnReplyView[];
}

/** @throws AppError `not_found` when the content key has been destroyed since the link was resolved */
export async function describeReceived(
  deps: Deps,
  { delivery, recipient }: ResolvedLink,
): Promise<ReceivedDeliveryView> {
  // A submission is shown with its upload link, to the same person.
  if (delivery.sender_id === null) throw nothingHere();
  const { db } = deps.database;
  const contentKey = await requireContentKey(deps, db, delivery.id);
  const sender = await db
    .selectFrom('accounts')
    .innerJoin('organisations as policy', (join) => join.on('policy.id', '=', delivery.organisation_id))
    .leftJoin('organisations as own', 'own.id', 'accounts.organisation_id')
    .select(['accounts.display_name', 'accounts.email', 'own.name', 'policy.time_zone'])
    .where('accounts.id', '=', delivery.sender_id)
    .executeTakeFirstOrThrow();
  return {
    id: delivery.id,
    level: delivery.level,
    language: delivery.language,
    sender: { displayName: sender.display_name, email: sender.email, organisation: sender.name },
    timeZone: sender.time_zone,
    ...describeDetails(contentKey, delivery),
    reader: recipient.readerState === 'none' ? null : recipient.readerState,
    readerFingerprint: await readerFingerprint(db, recipient.id),
    sentAt: delivery.sent_at,
    expiresAt: delivery.expires_at,
    downloadLimit: delivery.download_limit,
    files: await loadFiles(db, contentKey, delivery, recipient.id),
    isReply: delivery.is_reply,
    answered: await findOwnAnswered(db, delivery, recipient),
    replies: await listOwnReplies(deps, recipient.id),
  };
}

async function readerFingerprint(db: Db, recipientId: string): Promise<string | null> {
  const copy = await db
    .selectFrom('manifests')
    .select('reader_fingerprint')
    .where('recipient_id', '=', recipientId)
    .executeTakeFirst();
  return copy?.reader_fingerprint ?? null;
}

async function loadFiles(
  db: Db,
  contentKey: Uint8Array,
  delivery: { id: string; level: number; download_limit: number | null },
  recipientId: string,
): Promise<ReceivedFileView[]> {
  const limit = delivery.download_limit;
  const rows = await db
    .selectFrom('delivery_files as f')
    .leftJoin('fetch_counts as c', (join) =>
      join.onRef('c.file_id', '=', 'f.id').on('c.recipient_id', '=', recipientId),
    )
    .select(['f.id', 'f.sealed_path', 'f.plain_size_bytes', 'f.sealed_size_bytes', 'c.count'])
    .where('f.delivery_id', '=', delivery.id)
    .where('f.state', '=', 'stored')
    .orderBy('f.position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ...(isEndToEnd(delivery.level) || !row.sealed_path
      ? { path: null, mediaType: null }
      : openFileName(contentKey, row.id, row.sealed_path)),
    sizeBytes: row.plain_size_bytes,
    sealedSizeBytes: row.sealed_size_bytes,
    fetchesLeft: limit === null ? null : Math.max(0, limit - (row.count ?? 0)),
  }));
}
