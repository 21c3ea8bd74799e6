import type { Deps } from '@umschlag/core';

/**
 * What must not be left once all that submit through an upload link have been answered. Each is a list of ids or names,
 * and each is to be empty.
 */
export interface Leftovers {
  /** Deliveries without an account behind them that no submission knows. */
  readonly draftsWithoutSubmission: readonly string[];
  /** Of submissions that can be read: without a receipt, without exactly one recipient, without a content key or file. */
  readonly sentIncomplete: readonly string[];
  /** Drafts of which something was written that only sending writes: a receipt, a recipient, a mail, a review. */
  readonly draftsHalfSent: readonly string[];
  /** Content keys of deliveries that are neither drafts nor can be read. */
  readonly keysOfNothing: readonly string[];
  /** In the storage, and no file knows it. */
  readonly objectsWithoutFile: readonly string[];
  /** Stored as the database says, and not in the storage. */
  readonly filesWithoutObject: readonly string[];
  /** Multipart uploads of the storage that nobody has ended. */
  readonly multiparts: readonly string[];
  /** Upload links that have counted another number than submissions were sent (supplements do not count). */
  readonly placesMiscounted: readonly string[];
}

export const NOTHING_LEFT: Leftovers = {
  draftsWithoutSubmission: [],
  sentIncomplete: [],
  draftsHalfSent: [],
  keysOfNothing: [],
  objectsWithoutFile: [],
  filesWithoutObject: [],
  multiparts: [],
  placesMiscounted: [],
};

/**
 * Compares all rows of submissions with one another and with the storage, while nothing is being uploaded.
 * For a database in which files are of submissions only.
 */
export async function findLeftovers({ database, store }: Pick<Deps, 'database' | 'store'>): Promise<Leftovers> {
  const rows = await loadRows(database.db);
  const sent = rows.deliveries.filter(({ state }) => state === 'active').map(({ id }) => id);
  const drafts = rows.deliveries.filter(({ state }) => state === 'draft').map(({ id }) => id);
  const known = new Set(rows.submissions.map((one) => one.delivery_id));
  const ofDelivery = (all: readonly { delivery_id: string | null }[], id: string) =>
    all.filter(({ delivery_id }) => delivery_id === id).length;
  const mailed = new Set(rows.mails.map((mail) => mail.subject_id));
  const reviewed = new Set(rows.files.filter((file) => file.review_state !== null).map((file) => file.delivery_id));
  const isWhole = (id: string) =>
    [rows.receipts, rows.recipients, rows.keys].every((all) => ofDelivery(all, id) === 1) &&
    ofDelivery(rows.files, id) > 0 &&
    rows.files.every((file) => file.delivery_id !== id || file.state === 'stored');
  const isHalfSent = (id: string) =>
    ofDelivery(rows.receipts, id) + ofDelivery(rows.recipients, id) > 0 || mailed.has(id) || reviewed.has(id);
  const objects = new Set(await keysOf(store.list()));
  const files = new Set(rows.files.map((file) => file.object_key));
  const alive = new Set([...sent, ...drafts]);
  const first = new Set(rows.submissions.filter((one) => one.supplements === null).map((one) => one.delivery_id));
  const countOf = (linkId: string) =>
    rows.submissions
      .filter((one) => one.upload_link_id === linkId)
      .filter((one) => first.has(one.delivery_id) && sent.includes(one.delivery_id)).length;
  return {
    draftsWithoutSubmission: rows.deliveries.filter(({ id }) => !known.has(id)).map(({ id }) => id),
    sentIncomplete: sent.filter((id) => !isWhole(id)),
    draftsHalfSent: drafts.filter(isHalfSent),
    keysOfNothing: rows.keys.map((key) => key.delivery_id).filter((id) => !alive.has(id)),
    objectsWithoutFile: [...objects].filter((key) => !files.has(key)),
    filesWithoutObject: rows.files
      .filter((file) => file.state === 'stored' && !objects.has(file.object_key))
      .map((file) => file.id),
    multiparts: await keysOf(store.listMultiparts()),
    placesMiscounted: rows.links.filter((link) => link.accepted_count !== countOf(link.id)).map((link) => link.id),
  };
}

/** @param listed of the storage */
export async function keysOf(listed: AsyncIterable<{ readonly key: string }>): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of listed) keys.push(key);
  return keys;
}

async function loadRows(db: Deps['database']['db']) {
  const [deliveries, submissions, links, files, recipients, receipts, keys, mails] = await Promise.all([
    db.selectFrom('deliveries').select(['id', 'state']).where('sender_id', 'is', null).execute(),
    db.selectFrom('submissions').select(['delivery_id', 'upload_link_id', 'supplements']).execute(),
    db.selectFrom('upload_links').select(['id', 'accepted_count']).execute(),
    db.selectFrom('delivery_files').select(['id', 'delivery_id', 'object_key', 'state', 'review_state']).execute(),
    db.selectFrom('delivery_recipients').select(['delivery_id']).execute(),
    db.selectFrom('receipts').select(['delivery_id']).execute(),
    db.selectFrom('content_keys').select(['delivery_id']).execute(),
    db.selectFrom('mails').select(['subject_id']).execute(),
  ]);
  return { deliveries, submissions, links, files, recipients, receipts, keys, mails };
}
