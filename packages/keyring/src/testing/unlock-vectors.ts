import { readFile } from 'node:fs/promises';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { readPublicKey } from '../keys/read-public-key.ts';
import { openUnlock } from '../unlocks/open-unlock.ts';
import type { UnlockSecret } from '../unlocks/secrets.ts';
import { readUnlock } from '../unlocks/unlock.ts';

export interface Vector {
  secret: { kind: string; passphrase?: string; code?: string; prfOutputHex?: string };
  unlock: object;
}

const file = await readFile(new URL('../../vectors/unlocks.json', import.meta.url), 'utf8');
export const vectors = JSON.parse(file) as Record<
  'address' | 'publicKey' | 'fingerprintWords' | 'secretKeySha256',
  string
> & {
  unlocks: Vector[];
};

export const vectorPublicKey = (): Promise<PublicKey> =>
  readPublicKey({ key: vectors.publicKey, address: vectors.address });

/** The secret key in a vector, opened with the vector's own secret. */
export async function openVector({ secret, unlock }: Vector): Promise<SecretKey> {
  const { prfOutputHex: hex, ...rest } = secret;
  const given = { ...rest, ...(hex ? { prfOutput: new Uint8Array(Buffer.from(hex, 'hex')) } : {}) } as UnlockSecret;
  return openUnlock({ unlock: readUnlock(JSON.stringify(unlock)), secret: given, publicKey: await vectorPublicKey() });
}
