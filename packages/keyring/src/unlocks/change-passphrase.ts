import type { PublicKey } from '../keys/key.ts';
import type { Argon2Cost } from './argon2-cost.ts';
import { lockWith } from './lock-with.ts';
import { openUnlock } from './open-unlock.ts';
import { requireLongEnough } from './secrets.ts';
import type { Unlock } from './unlock.ts';

interface ChangePassphraseInput {
  readonly unlock: Unlock;
  readonly oldPassphrase: string;
  readonly newPassphrase: string;
  readonly publicKey: PublicKey;
  readonly argon2?: Argon2Cost;
  readonly now?: Date;
}

/**
 * A new unlock for the same key under a new passphrase; the old unlock must then be deleted, since whoever kept a copy
 * still opens it with the old passphrase. Throws what `openUnlock` and `lockWith` throw.
 */
export async function changePassphrase(input: ChangePassphraseInput): Promise<Unlock> {
  const { unlock, publicKey, oldPassphrase, newPassphrase, ...rest } = input;
  const secret = { kind: 'passphrase', passphrase: newPassphrase } as const;
  // Before the old one costs a second.
  requireLongEnough(secret);
  const key = await openUnlock({ unlock, publicKey, secret: { kind: 'passphrase', passphrase: oldPassphrase } });
  return lockWith({ key, secret, ...rest });
}
