import type { Db, Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { type Prover, requireFreshProof, requireLivingSession, throttle } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { queueMail } from '../mail/index.ts';

/** Whoever changes their own keys, in a session. */
export interface KeyOwner extends Prover {
  readonly account: {
    readonly id: string;
    readonly email: string;
    readonly emailKey: string;
    readonly kind: 'caseworker' | 'citizen';
  };
  readonly session: NonNullable<Prover['session']>;
}

export type ChangeDeps = Pick<Deps, 'database' | 'clock' | 'keys' | 'jobs'>;

/**
 * What changes of keys ask for before anything is written. A key outlasts the session by far, and without its unlocks
 * all that was encrypted to it is lost, so a session alone does not do; and they are counted.
 * @throws AppError sign_in_failed, too_many_requests
 */
export async function admitKeyChange(
  deps: ChangeDeps,
  owner: KeyOwner,
  currentPassword: string | undefined,
): Promise<void> {
  await requireFreshProof(deps, owner, currentPassword);
  await countKeyChange(deps, owner);
}

/** @throws AppError too_many_requests */
export function countKeyChange(deps: ChangeDeps, { account }: KeyOwner): Promise<void> {
  return throttle(deps, 'key-change-account', account.id);
}

/**
 * Runs `work` in a transaction that holds the lock on the account: of two changes at once the later sees the first.
 * @throws AppError sign_in_required when the session ended meanwhile
 */
export function withOwnKeys<T>(deps: ChangeDeps, owner: KeyOwner, work: (tx: Tx) => Promise<T>): Promise<T> {
  return deps.database.transaction(async (tx) => {
    await requireLivingSession(tx, owner.account.id, owner.session.id);
    return work(tx);
  });
}

/**
 * Tells the owner that their key has changed, in the transaction that changes it: whoever did it with a stolen session
 * is found out.
 */
export function tellOwner(deps: ChangeDeps, tx: Tx, { account }: KeyOwner): Promise<void> {
  return queueMail(deps, tx, { kind: 'key-changed', toEmail: account.email, subjectId: account.id });
}

export interface OwnKey {
  readonly fingerprint: string;
  readonly addressSalt: Buffer;
}

/**
 * The active key, if it is the one that the caller has in mind.
 * @throws AppError own_key_changed
 */
export async function requireActiveKey(db: Db, accountId: string, fingerprint: string): Promise<OwnKey> {
  const key = await db
    .selectFrom('account_keys')
    .select(['fingerprint', 'address_salt as addressSalt'])
    .where('account_id', '=', accountId)
    .where('fingerprint', '=', fingerprint)
    .where('state', '=', 'active')
    .executeTakeFirst();
  if (!key) throw new AppError('own_key_changed', 'That is not the active key of this account.');
  return key;
}
