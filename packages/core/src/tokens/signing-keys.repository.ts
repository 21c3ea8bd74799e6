import type { Db, Tx } from '@umschlag/db';
import { newId } from '@umschlag/std';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { PlatformKeys } from '../platform-keys.ts';
import { type KeyTimes, newKeyTimes } from './signing-key.policy.ts';

/** Ed25519 (RFC 8037); nothing else is ever accepted. */
export const ALGORITHM = 'EdDSA';

export interface SigningKey extends KeyTimes {
  readonly kid: string;
  readonly publicKey: CryptoKey;
  readonly privateKey: CryptoKey;
}

/** All keys that still verify. */
export async function loadSigningKeys(db: Db, keys: PlatformKeys, now: Date): Promise<SigningKey[]> {
  const rows = await db.selectFrom('signing_keys').selectAll().where('verifies_until', '>', now).execute();
  return Promise.all(
    rows.map(async (row) => {
      const secret = JSON.parse(keys.unwrap('signing-keys', row.kid, row.wrapped_private_key).toString('utf8')) as JWK;
      return {
        kid: row.kid,
        publicKey: (await importJWK(row.public_jwk as JWK, ALGORITHM)) as CryptoKey,
        privateKey: (await importJWK(secret, ALGORITHM)) as CryptoKey,
        createdAt: row.created_at,
        signsUntil: row.signs_until,
        verifiesUntil: row.verifies_until,
      };
    }),
  );
}

/** Makes a key; only its wrapped private part is stored. */
export async function prepareSigningKey(keys: PlatformKeys, now: Date) {
  const kid = newId();
  const pair = await generateKeyPair(ALGORITHM, { extractable: true });
  const secret = Buffer.from(JSON.stringify(await exportJWK(pair.privateKey)), 'utf8');
  const times = newKeyTimes(now);
  return {
    kid,
    public_jwk: JSON.stringify(await exportJWK(pair.publicKey)),
    wrapped_private_key: keys.wrap('signing-keys', kid, secret),
    created_at: times.createdAt,
    signs_until: times.signsUntil,
    verifies_until: times.verifiesUntil,
  };
}

export async function storeSigningKey(tx: Tx, row: Awaited<ReturnType<typeof prepareSigningKey>>): Promise<void> {
  await tx.insertInto('signing_keys').values(row).execute();
}

/** Forgets keys that no longer verify anything. @returns how many */
export async function deleteOldSigningKeys(tx: Tx, now: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('signing_keys')
    .where('verifies_until', '<=', now)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
