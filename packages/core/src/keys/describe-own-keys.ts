import type { UnlockKind } from '@umschlag/db';
import type { Deps } from '../deps.ts';

export interface UnlockView {
  readonly id: string;
  readonly kind: UnlockKind;
  readonly label: string;
  readonly material: Buffer;
  readonly createdAt: Date;
}

export interface OwnKeyView {
  readonly fingerprint: string;
  readonly version: 4 | 6;
  readonly publicKey: Buffer;
  readonly state: 'active' | 'replaced' | 'revoked';
  readonly replacedBy: string | null;
  readonly statement: Buffer | null;
  /** The secret key, encrypted to the one in `replacedBy`. */
  readonly formerKey: Buffer | null;
  readonly addressSalt: Buffer;
  readonly logSeq: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly unlocks: readonly UnlockView[];
}

/** All keys of an account as its owner sees them, newest first. Their material is opaque, but not for strangers. */
export async function describeOwnKeys({ database }: Pick<Deps, 'database'>, accountId: string): Promise<OwnKeyView[]> {
  const keys = await database.db
    .selectFrom('account_keys')
    .where('account_id', '=', accountId)
    .orderBy('log_seq', 'desc')
    .select([
      'fingerprint',
      'version',
      'public_key as publicKey',
      'state',
      'replaced_by as replacedBy',
      'statement',
      'former_key as formerKey',
      'address_salt as addressSalt',
      'log_seq as logSeq',
      'created_at as createdAt',
      'ended_at as endedAt',
    ])
    .execute();
  const unlocks = await database.db
    .selectFrom('key_unlocks')
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .select(['id', 'fingerprint', 'kind', 'label', 'material', 'created_at as createdAt'])
    .execute();
  const byKey = Map.groupBy(unlocks, ({ fingerprint }) => fingerprint);
  return keys.map((key) => ({ ...key, unlocks: byKey.get(key.fingerprint) ?? [] }));
}
