import type { Answer, FormerKey } from '@umschlag/contract';
import { openFormerKey, type SecretKey } from '@umschlag/keyring';
import type { SignedIn } from '../account/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';
import { loadOwnKey, ownKeyFrom, publicOf, unlockOwnKey } from './own-key.ts';

type OwnKeys = Answer<'GET /api/v1/account/key'>;

interface ReadingWish {
  /** Of the key that something is encrypted to. */
  readonly fingerprint: string | null;
  readonly withRecoveryCode: boolean;
}

/**
 * The own secret key with this fingerprint, unlocked: the one on this computer; else what the server keeps, locked; else
 * a former one, which the key that took its place opens.
 * @throws KeyringError, CommandError, UsageError
 */
export async function keyForReading(
  terminal: Terminal,
  { client, account }: SignedIn,
  { fingerprint, withRecoveryCode }: ReadingWish,
): Promise<SecretKey> {
  const here = await loadOwnKey(terminal, client.server, account.email);
  if (here?.fingerprint === fingerprint) return unlockOwnKey(terminal, here, withRecoveryCode);
  const keys = await client.call('GET /api/v1/account/key', {});
  const locked = [keys.key, ...keys.formerKeys].find(
    (one) => one?.fingerprint === fingerprint && one.unlocks.length > 0,
  );
  if (locked) return unlockOwnKey(terminal, ownKeyFrom(account.email, locked), withRecoveryCode);
  const steps = stepsTo(keys, fingerprint);
  if (!keys.key || !steps) throw lost(fingerprint);
  let secret = await unlockOwnKey(terminal, ownKeyFrom(account.email, keys.key), withRecoveryCode);
  for (const former of steps) {
    const publicKey = await publicOf({ ...former, address: secret.public.address });
    secret = await openFormerKey({ sealed: Buffer.from(former.formerKey!, 'base64'), newKey: secret, publicKey });
  }
  return secret;
}

/** The former keys from the one that today's opens, down to the wanted one. */
function stepsTo({ key, formerKeys }: OwnKeys, wanted: string | null): FormerKey[] | undefined {
  const steps: FormerKey[] = [];
  let at = formerKeys.find(({ fingerprint }) => fingerprint === wanted);
  while (at?.formerKey && steps.length < formerKeys.length) {
    steps.unshift(at);
    const next = at.replacedBy;
    if (next === key?.fingerprint) return steps;
    at = formerKeys.find(({ fingerprint }) => fingerprint === next);
  }
  return undefined;
}

function lost(fingerprint: string | null): CommandError {
  return new CommandError(
    EXIT.refused,
    `own_key_changed: This was encrypted to your key ${fingerprint}, which cannot be opened any more; ask the sender to release it to your new one.`,
  );
}
