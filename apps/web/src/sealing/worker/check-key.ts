import { KeyringError, type PublicKey, readPublicKey } from '@umschlag/keyring';
import { fromBase64 } from '../../transfer/base64.ts';
import type { OfferedKey } from '../sealing-calls.ts';

/** A key that may be encrypted to, if it is rightly that address'. Throws `KeyringError`. */
export async function checkKey({ address, publicKey, fingerprint }: OfferedKey): Promise<PublicKey> {
  const key = await readPublicKey({ key: fromBase64(publicKey), address });
  if (key.fingerprint === fingerprint) return key;
  throw new KeyringError('key_mismatch', 'The server gives out another key than it says.');
}
