import type { Db } from '@umschlag/db';
import { addMs, DAY_MS, newId } from '@umschlag/std';
import { type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Deps } from '../deps.ts';

/** Ed25519 (RFC 8037); nothing else is ever accepted. */
export const RECEIPT_ALGORITHM = 'EdDSA';
/** A key signs for a year; what it has signed is checked for as long as the platform lives. */
const SIGNS_MS = 365 * DAY_MS;
const PURPOSE = 'receipt-keys';

type KeyDeps = Pick<Deps, 'database' | 'clock' | 'keys'>;

export interface ReceiptKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
}

/** The newest key that may still sign; makes one when there is none. Two replicas may each make one: both are good. */
export async function currentReceiptKey({ database, clock, keys }: KeyDeps): Promise<ReceiptKey> {
  const now = clock.now();
  const known = await database.db
    .selectFrom('receipt_keys')
    .select(['kid', 'wrapped_private_key'])
    .where('signs_until', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('kid')
    .limit(1)
    .executeTakeFirst();
  if (known) {
    const secret = JSON.parse(keys.unwrap(PURPOSE, known.kid, known.wrapped_private_key).toString('utf8')) as JWK;
    return { kid: known.kid, privateKey: (await importJWK(secret, RECEIPT_ALGORITHM)) as CryptoKey };
  }
  const kid = newId();
  const pair = await generateKeyPair(RECEIPT_ALGORITHM, { extractable: true });
  const secret = Buffer.from(JSON.stringify(await exportJWK(pair.privateKey)), 'utf8');
  const row = {
    kid,
    public_jwk: JSON.stringify(await exportJWK(pair.publicKey)),
    wrapped_private_key: keys.wrap(PURPOSE, kid, secret),
    created_at: now,
    signs_until: addMs(now, SIGNS_MS),
  };
  await database.transaction((tx) => tx.insertInto('receipt_keys').values(row).execute());
  return { kid, privateKey: pair.privateKey };
}

/** The public part of a key of ours, as it is published (RFC 8037 §2). */
export interface PublicReceiptKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly x: string;
  readonly kid: string;
  readonly alg: typeof RECEIPT_ALGORITHM;
  readonly use: 'sig';
}

/** Every key that has ever signed a receipt, oldest first. */
export async function listReceiptKeys(db: Db): Promise<PublicReceiptKey[]> {
  const rows = await db.selectFrom('receipt_keys').select(['kid', 'public_jwk']).orderBy('created_at').execute();
  return rows.map(({ kid, public_jwk }) => publicKey(kid, public_jwk as JWK));
}

/** One of them by its id; `undefined` for any other. */
export async function findReceiptKey(db: Db, kid: string): Promise<PublicReceiptKey | undefined> {
  const row = await db.selectFrom('receipt_keys').select('public_jwk').where('kid', '=', kid).executeTakeFirst();
  return row && publicKey(kid, row.public_jwk as JWK);
}

function publicKey(kid: string, { x = '' }: JWK): PublicReceiptKey {
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: RECEIPT_ALGORITHM, use: 'sig' };
}
