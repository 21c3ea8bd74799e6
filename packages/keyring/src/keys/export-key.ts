import { encryptKey, enums, type PartialConfig, type PrivateKey, readPrivateKey } from 'openpgp';
import { requireLongEnough } from '../unlocks/secrets.ts';
import type { PublicKey, SecretKey } from './key.ts';
import { PROFILE } from './profile.ts';

/**
 * Locked as GnuPG reads it: AES-256 in CFB mode and iterated S2K over 65,011,712 octets, the most that the format can
 * say and what GnuPG 2.2 itself would choose. GnuPG knows neither Argon2id nor AEAD for keys.
 */
const COMPATIBLE: PartialConfig = {
  ...PROFILE,
  aeadProtect: false,
  s2kType: enums.s2k.iterated,
  s2kIterationCountByte: 0xff,
};

/** The public key as armored text, for any OpenPGP program. */
export const exportPublicKey = (key: PublicKey): string => key.openpgp.armor();

/**
 * The secret key as armored text, locked with a passphrase so that GnuPG and Thunderbird import it. This locking is
 * weaker than that of an unlock: it needs a good passphrase. Throws `passphrase_too_short`.
 */
export async function exportSecretKey({ key, passphrase }: { key: SecretKey; passphrase: string }): Promise<string> {
  requireLongEnough({ kind: 'passphrase', passphrase });
  // A copy: openpgp.js locks in place what it shares with the key in memory.
  const copy = await readPrivateKey({ binaryKey: key.openpgp.write(), config: PROFILE });
  const locked: PrivateKey = await encryptKey({ privateKey: copy, passphrase, config: COMPATIBLE });
  return locked.armor();
}
