import { AppError } from '@umschlag/std';
import { throttle } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';
import { lockOwnTeam } from './own-team.ts';
import {
  type FirstTeamKey,
  findTeamKey,
  insertFirstKey,
  keyChanged,
  type NextTeamKey,
  replaceTeamKey,
  storeCopies,
  type TeamKeyCopy,
} from './team-key.ts';

/** A first key, or the next one: then with all that it takes to follow it. */
export type ArrivingTeamKey = FirstTeamKey & Partial<Omit<NextTeamKey, keyof FirstTeamKey>>;

/**
 * Gives the team its first key, or the next one. Any member may: each knows the key of today.
 * @throws AppError `not_found`, `key_invalid`, `team_key_changed`, `recipient_key_changed`, `invalid_request` for half of
 *   a rotation, `too_many_requests`
 */
export async function putTeamKey(deps: Deps, accountId: string, teamId: string, key: ArrivingTeamKey): Promise<void> {
  await throttle(deps, 'key-change-account', accountId);
  const next = readRotation(key);
  await deps.database.transaction(async (tx) => {
    await lockOwnTeam(tx, accountId, teamId);
    if (next) await replaceTeamKey(deps, tx, teamId, next);
    else await insertFirstKey(deps, tx, teamId, key);
  });
}

function readRotation({ statement, formerKey, formerFingerprint, ...key }: ArrivingTeamKey): NextTeamKey | undefined {
  if (statement === undefined && formerKey === undefined && formerFingerprint === undefined) return undefined;
  if (statement !== undefined && formerKey !== undefined && formerFingerprint !== undefined) {
    return { ...key, statement, formerKey, formerFingerprint };
  }
  throw new AppError('invalid_request', 'A rotation has a statement, the former key and its fingerprint.', {
    details: { part: 'body', field: 'statement' },
  });
}

/** Gives the key of today to members. @throws AppError `not_found`, `team_key_changed`, `recipient_key_changed` */
export async function putTeamKeyCopies(
  deps: Deps,
  accountId: string,
  teamId: string,
  { fingerprint, copies }: { readonly fingerprint: string; readonly copies: readonly TeamKeyCopy[] },
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    await lockOwnTeam(tx, accountId, teamId);
    if ((await findTeamKey(tx, teamId))?.fingerprint !== fingerprint) throw keyChanged();
    await storeCopies(deps, tx, { teamId, fingerprint, copies });
  });
}
