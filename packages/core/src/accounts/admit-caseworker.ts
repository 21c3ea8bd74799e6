import type { AccountRole, Language, Tx } from '@umschlag/db';
import type { MailAddress } from '@umschlag/mailer';
import { AppError, newId } from '@umschlag/std';
import { type Account, selectAccounts, toAccount } from './account.ts';
import { cleanName } from './clean-name.policy.ts';

/**
 * Makes an address a caseworker of an organisation. A citizen's account of that address turns into it, and its
 * sessions and old way of signing in end.
 * @throws AppError address_taken when it is a caseworker's already
 */
export async function admitCaseworker(
  tx: Tx,
  { address, key }: MailAddress,
  given: {
    readonly organisationId: string;
    readonly role: AccountRole;
    readonly displayName: string;
    readonly language: Language;
    readonly passwordHash: string | null;
  },
  now: Date,
): Promise<Account> {
  const set = {
    kind: 'caseworker' as const,
    organisation_id: given.organisationId,
    role: given.role,
    display_name: cleanName(given.displayName),
    password_hash: given.passwordHash,
    last_active_at: now,
  };
  const admitted = await tx
    .insertInto('accounts')
    .values({
      id: newId(),
      email: address,
      email_key: key,
      language: given.language,
      ...set,
      confirmed_at: now,
      created_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .column('email_key')
        .doUpdateSet(set)
        .where('accounts.kind', '=', 'citizen')
        .where('accounts.disabled_at', 'is', null),
    )
    .returning('id')
    .executeTakeFirst();
  if (!admitted) throw new AppError('address_taken', 'The address belongs to an account already.');
  await tx.deleteFrom('sessions').where('account_id', '=', admitted.id).execute();
  return toAccount(await selectAccounts(tx).where('a.id', '=', admitted.id).executeTakeFirstOrThrow());
}
