import type { Db } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { type Account, findAccount } from '../accounts/index.ts';

/** The account that a reply is for. @throws AppError `partner_gone` when it is closed or locked */
export async function requirePartner(db: Db, by: Parameters<typeof findAccount>[1]): Promise<Account> {
  const account = await findAccount(db, by);
  if (account) return account;
  throw new AppError('partner_gone', 'The account of the person whom the reply is for is closed or locked.');
}
