import type { Account } from '@umschlag/contract';
import { call } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { KeyProblem } from '../../keys/keyring.ts';
import type { UnlockedKey } from '../../keys/messages.ts';
import { loadOwnKeys } from '../../keys/own-keys.ts';
import type { UnlockedKeyState } from '../../keys/use-unlocked-key.tsx';
import { loadJudging } from '../../teams/load-judging.ts';
import { openTeamKey } from '../../teams/open-team-key.ts';

/**
 * Of the key that submissions of a new upload link are to be sealed to: one's own active one, which is unlocked, or the
 * team's, which is open in this browser and believed.
 * @throws ApiProblem, KeyProblem `team_key_closed`, Cancelled
 */
export async function ownersFingerprint(
  account: Account,
  teamId: string | undefined,
  secretKey: UnlockedKeyState,
): Promise<string> {
  const { key } = await loadOwnKeys();
  if (!key) throw new ApiProblem('own_key_changed');
  const own = await secretKey.unlock(key.fingerprint);
  return teamId === undefined ? key.fingerprint : openTeamsKey(account, teamId, own);
}

/**
 * Opens a team's key with one's own. @returns its fingerprint
 * @throws ApiProblem, KeyProblem `team_key_closed` where nobody has given it to this member, or the member has not
 *   believed it yet; the page of the team says what to do
 */
export async function openTeamsKey(account: Account, teamId: string, own: UnlockedKey): Promise<string> {
  const team = await call('GET /api/v1/teams/:id', { params: { id: teamId } });
  const opened = await openTeamKey(account, team, await loadJudging(account, own));
  if (!opened?.isBelieved) throw new KeyProblem('team_key_closed');
  return opened.fingerprint;
}
