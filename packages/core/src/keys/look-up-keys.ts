import { parseMailAddress } from '@umschlag/mailer';
import { throttle } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { findActiveKeys, type PublishedKey } from './published-keys.ts';

export interface FoundKey {
  /** As it was asked for. */
  readonly email: string;
  readonly key: PublishedKey | null;
}

/**
 * The keys of recipients, one answer for each address. Without a key, without an account, disabled, not an address at
 * all: all the same.
 * @throws AppError too_many_requests
 */
export async function lookUpKeys(
  deps: Pick<Deps, 'database' | 'clock' | 'keys'>,
  accountId: string,
  emails: readonly string[],
): Promise<FoundKey[]> {
  await throttle(deps, 'key-lookup-account', accountId);
  const asked = emails.map((email) => ({ email, emailKey: parseMailAddress(email)?.key ?? '' }));
  const found = await findActiveKeys(
    deps.database.db,
    asked.map(({ emailKey }) => emailKey),
  );
  return asked.map(({ email, emailKey }) => ({ email, key: found.get(emailKey) ?? null }));
}
