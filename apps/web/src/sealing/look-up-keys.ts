import { call } from '../api/call.ts';
import { ask, KeyProblem } from '../keys/keyring.ts';
import type { KeyProblemCode } from '../keys/messages.ts';
import type { OfferedKey } from './sealing-calls.ts';

/** What the server says of one recipient, checked here. Addresses are in lower case. */
export type RecipientKey =
  | ({ readonly state: 'key'; readonly addressSalt: string; readonly logSeq: number } & OfferedKey)
  | { readonly state: 'none'; readonly address: string }
  /** A key that nobody may encrypt to. */
  | { readonly state: 'unusable'; readonly address: string; readonly code: KeyProblemCode };

export interface OwnIdentity {
  readonly address: string;
  readonly fingerprint: string;
}

/** Looks up the keys of some addresses and checks each. @throws ApiProblem, KeyProblem if the keyring fails as such */
export async function lookUpKeys(addresses: readonly string[], own: OwnIdentity): Promise<RecipientKey[]> {
  if (addresses.length === 0) return [];
  const { keys } = await call('POST /api/v1/keys/lookup', { body: { emails: [...addresses] } });
  const byAddress = new Map(keys.map(({ email, key }) => [email.toLowerCase(), key]));
  return Promise.all(
    addresses.map(async (address): Promise<RecipientKey> => {
      const key = byAddress.get(address);
      if (!key) return { state: 'none', address };
      const { publicKey, fingerprint, addressSalt, logSeq } = key;
      const code = await problemOf({ address, publicKey, fingerprint }, own);
      if (code) return { state: 'unusable', address, code };
      return { state: 'key', address, publicKey, fingerprint, addressSalt, logSeq };
    }),
  );
}

async function problemOf(offered: OfferedKey, own: OwnIdentity): Promise<KeyProblemCode | undefined> {
  const isOwn = offered.address === own.address.toLowerCase();
  if (isOwn && offered.fingerprint !== own.fingerprint) return 'key_mismatch';
  try {
    await ask('checkKey', offered);
    return undefined;
  } catch (error) {
    if (!(error instanceof KeyProblem) || error.code === 'worker_failed' || error.code === 'locked') throw error;
    return error.code;
  }
}
