import { AppError } from '@umschlag/std';
import type { Account } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';

/** Who asks for somebody's keys. */
export type KeyAsker = Pick<Account, 'id' | 'kind'>;

/**
 * Caseworkers write to anybody. Citizens answer only, so they get the keys of those whom their replies are for and of
 * nobody else: they must not find out by asking who has an account.
 * @param emailKeys addresses as they are compared
 * @throws AppError `not_allowed` if one of them is somebody else's, whether there is such an account or not
 */
export async function requirePartners(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  { id, kind }: KeyAsker,
  emailKeys: readonly string[],
): Promise<void> {
  if (kind === 'caseworker') return;
  const rows = await database.db
    .selectFrom('delivery_recipients as r')
    .innerJoin('deliveries as d', 'd.id', 'r.delivery_id')
    .select('r.email_key')
    .distinct()
    .where('d.sender_id', '=', id)
    .where('r.email_key', 'in', emailKeys)
    .where((is) =>
      is.or([
        is('d.state', '=', 'draft'),
        is.and([is('d.state', '=', 'active'), is('d.expires_at', '>', clock.now())]),
      ]),
    )
    .execute();
  const partners = new Set(rows.map(({ email_key }) => email_key));
  if (emailKeys.every((one) => partners.has(one))) return;
  throw new AppError('not_allowed', 'This account may ask for the keys of those only whom it answers.');
}
