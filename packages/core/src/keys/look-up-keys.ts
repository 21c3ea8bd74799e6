import { parseMailAddress } from '@umschlag/mailer';
import { throttle } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { findActiveKeys, type PublishedKey } from './published-keys.ts';
import { type KeyAsker, requirePartners } from './require-partners.ts';

export interface FoundKey {
  /** As it was asked for. */
  readonly email: string;
  readonly key: PublishedKey | null;
}

/**
 * The keys of recipients, one answer for each address. Without a key, without an account, disabled, not an address at
 * all: all the same.
 * @throws AppError too_many_requests, and as {@link requirePartners}
 */
export async function lookUpKeys(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  asker: KeyAsker,
  emails: readonly string[],
): Promise<FoundKey[]> {
  await throttle(deps, 'key-lookup-account', asker.id);
  const asked = emails.map((email) => ({ email, emailKey: parseMailAddress(email)?.key ?? '' }));
  const emailKeys = asked.map(({ emailKey }) => emailKey);
  await requirePartners(deps, asker, emailKeys);
  const found = await findActiveKeys(deps.database.db, emailKeys);
  return asked.map(({ email, emailKey }) => ({ email, key: found.get(emailKey) ?? null }));
}
