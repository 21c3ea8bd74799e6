import type { Db, Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { refuseChangedKeys } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';
import { checkNewKey } from '../keys/index.ts';

/** The team's secret key, sealed to a member's own one; base64. */
export interface TeamKeyCopy {
  readonly accountId: string;
  /** Of the member's key. */
  readonly sealedTo: string;
  readonly material: string;
}

export interface FirstTeamKey {
  readonly fingerprint: string;
  /** Base64. */
  readonly publicKey: string;
  readonly copies: readonly TeamKeyCopy[];
}

/** The key that takes the place of another; the server understands none of it. */
export interface NextTeamKey extends FirstTeamKey {
  readonly formerFingerprint: string;
  /** Base64. */
  readonly statement: string;
  readonly formerKey: string;
}

/** The team's key of today. */
export function findTeamKey(db: Db, teamId: string) {
  return db
    .selectFrom('team_keys')
    .selectAll()
    .where('team_id', '=', teamId)
    .where('replaced_at', 'is', null)
    .executeTakeFirst();
}

export function keyChanged(): AppError {
  return new AppError('team_key_changed', 'The team has another key by now.');
}

/** The team's first key; the team is held. @throws AppError `team_key_changed` if it has one, and as {@link insertKey} */
export async function insertFirstKey(deps: Deps, tx: Tx, teamId: string, key: FirstTeamKey): Promise<void> {
  if (await findTeamKey(tx, teamId)) throw keyChanged();
  await insertKey(deps, tx, teamId, 1, key);
}

/**
 * Puts the next key in the place of the one that the caller has in mind; the team is held. Nobody who is no member any
 * more has known the new one.
 * @throws AppError `team_key_changed`, and as {@link insertKey}
 */
export async function replaceTeamKey(deps: Deps, tx: Tx, teamId: string, next: NextTeamKey): Promise<void> {
  const former = await findTeamKey(tx, teamId);
  if (former?.fingerprint !== next.formerFingerprint) throw keyChanged();
  await tx
    .updateTable('team_keys')
    .set({
      statement: Buffer.from(next.statement, 'base64'),
      former_key: Buffer.from(next.formerKey, 'base64'),
      replaced_at: deps.clock.now(),
    })
    .where('team_id', '=', teamId)
    .where('number', '=', former.number)
    .execute();
  await tx.deleteFrom('team_key_copies').where('team_id', '=', teamId).execute();
  await insertKey(deps, tx, teamId, former.number + 1, next);
  await tx
    .updateTable('teams')
    .set({ rotation_due_at: null, updated_at: deps.clock.now() })
    .where('id', '=', teamId)
    .execute();
}

/** @throws AppError `key_invalid`, `recipient_key_changed` */
async function insertKey(deps: Deps, tx: Tx, teamId: string, number: number, key: FirstTeamKey): Promise<void> {
  const version = key.fingerprint.length === 40 ? 4 : 6;
  const { fingerprint, publicKey } = checkNewKey({ ...key, version, unlocks: [] });
  await tx
    .insertInto('team_keys')
    .values({ team_id: teamId, number, fingerprint, public_key: publicKey, created_at: deps.clock.now() })
    .execute();
  await storeCopies(deps, tx, { teamId, fingerprint, copies: key.copies });
}

interface Copies {
  readonly teamId: string;
  readonly fingerprint: string;
  readonly copies: readonly TeamKeyCopy[];
}

/**
 * Stores copies of the key of today, each in place of the member's former one.
 * @throws AppError `recipient_key_changed` (details: `recipientIds`, of accounts) for whoever is no member, or has
 *   another active key by now
 */
export async function storeCopies(deps: Deps, tx: Tx, { teamId, fingerprint, copies }: Copies): Promise<void> {
  const active = await tx
    .selectFrom('team_members as m')
    .innerJoin('account_keys as k', 'k.account_id', 'm.account_id')
    .select(['m.account_id', 'k.fingerprint'])
    .where('m.team_id', '=', teamId)
    .where('k.state', '=', 'active')
    .execute();
  const keyOf = new Map(active.map((one) => [one.account_id, one.fingerprint]));
  refuseChangedKeys(copies.filter((one) => keyOf.get(one.accountId) !== one.sealedTo).map((one) => one.accountId));
  for (const { accountId, sealedTo, material } of copies) {
    const copy = {
      fingerprint,
      sealed_to: sealedTo,
      material: Buffer.from(material, 'base64'),
      created_at: deps.clock.now(),
    };
    await tx
      .insertInto('team_key_copies')
      .values({ team_id: teamId, account_id: accountId, ...copy })
      .onConflict((known) => known.columns(['team_id', 'account_id']).doUpdateSet(copy))
      .execute();
  }
}
