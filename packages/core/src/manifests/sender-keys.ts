import { nothingHere } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { findSignersKeys } from '../keys/index.ts';
import type { ResolvedLink } from '../links/index.ts';

/**
 * What a recipient checks the signature of the manifest with. A key is the sender's because the recipient knows its
 * fingerprint, not because the server says so.
 * @throws AppError `not_found` at levels 1 and 2, and of submissions: their submitters have no keys
 */
export async function loadSenderKeys(deps: Pick<Deps, 'database'>, { delivery }: ResolvedLink) {
  if (!isEndToEnd(delivery.level) || delivery.sender_id === null) throw nothingHere();
  return findSignersKeys(deps.database.db, delivery.sender_id);
}
