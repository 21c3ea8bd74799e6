import type { Account, AccountKey, Answer, FormerKey, KeyUnlock } from '@umschlag/contract';
import { type PasskeyReference, readUnlock } from '@umschlag/keyring/light';
import { call } from '../api/call.ts';
import type { KeyOwner } from './messages.ts';
import { textFromBase64 } from './octets.ts';

export type OwnKeys = Answer<'GET /api/v1/account/key'>;

/** @throws ApiProblem */
export const loadOwnKeys = (): Promise<OwnKeys> => call('GET /api/v1/account/key', {});

export const ownerOf = (account: Account): KeyOwner => ({ accountId: account.id, address: account.email });

/** The key to unlock if none is named: the present one, else the last one that was revoked. */
export function keyToUnlock({ key, formerKeys }: OwnKeys, fingerprint?: string): AccountKey | FormerKey | undefined {
  const withUnlocks = [...(key ? [key] : []), ...formerKeys].filter(({ unlocks }) => unlocks.length > 0);
  return fingerprint === undefined ? withUnlocks[0] : withUnlocks.find((one) => one.fingerprint === fingerprint);
}

/** How to ask the passkeys among them; what cannot be read is left out, and does not open either. */
export function passkeysOf(unlocks: readonly KeyUnlock[]): PasskeyReference[] {
  return unlocks.flatMap(({ kind, material }) => {
    if (kind !== 'passkey') return [];
    try {
      return [readUnlock(textFromBase64(material)).passkey!];
    } catch (error) {
      console.warn(error);
      return [];
    }
  });
}
