import {
  KeyringError,
  openFormerKeys,
  openUnlock,
  type PublicKey,
  readPublicKey,
  readUnlock,
  type SecretKey,
} from '@umschlag/keyring';
import { fromBase64 } from '../transfer/base64.ts';
import type { GivenSecret, KeyOwner, ReplacedKey, StoredKey } from './messages.ts';
import { textFromBase64 } from './octets.ts';

/** One's own public key, which may have been revoked or have expired since. Throws `KeyringError`. */
export const ownPublicKey = ({ address }: KeyOwner, publicKey: string): Promise<PublicKey> =>
  readPublicKey({ key: fromBase64(publicKey), address, purpose: 'history' });

/**
 * The secret key, by whichever of its unlocks the secret fits. Throws `wrong_secret` only if it was tried on all of
 * them: with a damaged one among them nobody can say so.
 */
export async function openStoredKey(owner: KeyOwner, key: StoredKey, secret: GivenSecret): Promise<SecretKey> {
  const publicKey = await ownPublicKey(owner, key.publicKey);
  let problem = new KeyringError('wrong_secret', 'No unlock of this kind fits.');
  for (const { kind, material } of key.unlocks) {
    if (kind !== secret.kind) continue;
    try {
      const unlock = readUnlock(textOf(material));
      if (secret.kind === 'passkey' && unlock.passkey?.credentialId !== secret.credentialId) continue;
      return await openUnlock({ unlock, secret, publicKey });
    } catch (error) {
      if (!(error instanceof KeyringError)) throw error;
      if (error.code !== 'wrong_secret') problem = error;
    }
  }
  throw problem;
}

function textOf(material: string): string {
  try {
    return textFromBase64(material);
  } catch (cause) {
    throw new KeyringError('unlock_damaged', 'The unlock is no text.', { cause });
  }
}

/** The keys before `newest`, as far as they open. */
export function openReplacedKeys(newest: SecretKey, replaced: readonly ReplacedKey[]): Promise<SecretKey[]> {
  return openFormerKeys({
    newest,
    replaced: replaced.flatMap(({ publicKey, replacedBy, formerKey }) =>
      replacedBy === null || formerKey === null
        ? []
        : [{ publicKey: fromBase64(publicKey), replacedBy, sealed: fromBase64(formerKey) }],
    ),
    onUnopened: (error) => console.warn(error),
  });
}
