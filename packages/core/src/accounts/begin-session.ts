import type { Tx } from '@umschlag/db';
import { hashToken, newId, newSecretToken } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { Account } from './account.ts';
import type { SignInMethod } from './caller.ts';
import { type KnownDevice, rememberDevice } from './known-device.ts';
import { sessionExpiry, sessionLatestEnd } from './session.policy.ts';
import { touchAccount } from './touch-account.ts';

/** What the transport knows of whoever signs in. */
export interface SignInContext {
  readonly clientAddress: string;
  /** Coarse, from `deviceLabel`. */
  readonly device: string;
  /** The session that the browser had before; it ends, so that a planted cookie is worth nothing. */
  readonly previousToken?: string | undefined;
  /** The cookie of a browser that has signed in before: what strangers try does not slow it. */
  readonly deviceToken?: string | undefined;
}

export interface SignedIn {
  readonly account: Account;
  /** For the cookie; only its hash is stored. */
  readonly token: string;
  /** How long the browser should keep it; the session may well end before. */
  readonly cookieUntil: Date;
  /** For a cookie that outlives the session. */
  readonly knownDevice: KnownDevice;
}

/** Begins a session with a new token. */
export async function beginSession(
  { clock, keys }: Pick<Deps, 'clock' | 'keys'>,
  tx: Tx,
  account: Account,
  method: SignInMethod,
  { device, previousToken, deviceToken }: SignInContext,
): Promise<SignedIn> {
  const now = clock.now();
  const token = newSecretToken();
  if (previousToken !== undefined) {
    await tx.deleteFrom('sessions').where('token_hash', '=', hashToken(previousToken)).execute();
  }
  await tx
    .insertInto('sessions')
    .values({
      id: newId(),
      token_hash: hashToken(token),
      account_id: account.id,
      method,
      device,
      created_at: now,
      last_seen_at: now,
      expires_at: sessionExpiry(account.kind, now, now),
    })
    .execute();
  await touchAccount(tx, account.id, now);
  const knownDevice = rememberDevice({ clock, keys }, deviceToken, account.emailKey);
  return { account, token, cookieUntil: sessionLatestEnd(account.kind, now), knownDevice };
}
