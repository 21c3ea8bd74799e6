import type { Deps } from '../deps.ts';
import type { SignInMethod } from './caller.ts';

export interface SessionView {
  readonly id: string;
  readonly device: string;
  readonly method: SignInMethod;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** An account's living sessions, the one used last first. */
export async function listSessions(
  { database, clock }: Pick<Deps, 'database' | 'clock'>,
  accountId: string,
): Promise<SessionView[]> {
  return database.db
    .selectFrom('sessions')
    .where('account_id', '=', accountId)
    .where('expires_at', '>', clock.now())
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .select([
      'id',
      'device',
      'method',
      'created_at as createdAt',
      'last_seen_at as lastSeenAt',
      'expires_at as expiresAt',
    ])
    .execute();
}
