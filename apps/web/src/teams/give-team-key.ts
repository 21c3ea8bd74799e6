import type { Account, Team } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { rememberKeys } from '../contacts/contacts.ts';
import { ask, KeyProblem } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { lookUpKeys } from '../sealing/look-up-keys.ts';
import type { ReviewedMember } from './copy-readers.policy.ts';
import { rememberTeamKey } from './known-team-key.ts';
import { isListClosed } from './load-judging.ts';
import type { CopyReader, NextTeamKey } from './team-calls.ts';

type TeamId = Pick<Team, 'id'>;

/** Makes the team's first key; its maker alone gets a copy at first. @throws ApiProblem, KeyProblem */
export async function makeFirstKey(account: Account, own: UnlockedKey, { id }: TeamId, reader: CopyReader) {
  const { fingerprint, body } = await ask('makeTeamKey', {
    fingerprint: own.fingerprint,
    teamId: id,
    readers: [reader],
  });
  await call('PUT /api/v1/teams/:id/key', { params: { id }, body });
  rememberTeamKey(account.id, id, fingerprint);
}

/** Gives the team's open key to members. @throws ApiProblem, KeyProblem */
export async function giveTeamKey(
  own: UnlockedKey,
  { id }: TeamId,
  teamFingerprint: string,
  given: readonly ReviewedMember[],
) {
  const readers = given.map(({ reader }) => reader);
  const copies = await ask('giveTeamKey', { fingerprint: own.fingerprint, teamFingerprint, readers });
  const body = { fingerprint: teamFingerprint, copies: [...copies] };
  await call('PUT /api/v1/teams/:id/copies', { params: { id }, body });
}

/**
 * The team's next key, for those who stay. The server has not got it yet.
 * @throws KeyProblem: `key_mismatch` where one's own key is not among theirs, so that one would lock oneself out
 */
export async function prepareRotation(
  own: UnlockedKey,
  { id }: TeamId,
  teamFingerprint: string,
  staying: readonly ReviewedMember[],
): Promise<NextTeamKey> {
  if (!staying.some(({ verdict }) => verdict === 'own')) throw new KeyProblem('key_mismatch');
  const readers = staying.map(({ reader }) => reader);
  return ask('rotateTeamKey', { fingerprint: own.fingerprint, teamId: id, teamFingerprint, readers });
}

/**
 * Remembers the keys that the member has agreed to give the team's key to. Where the list of contacts does not open,
 * nothing is remembered, and they are asked again next time. @throws ApiProblem, KeyProblem
 */
export async function rememberMembers(account: Account, own: UnlockedKey, agreed: readonly ReviewedMember[]) {
  const unknown = agreed.filter(({ verdict }) => verdict === 'new' || verdict === 'changed');
  if (unknown.length === 0) return;
  const wanted = new Map(unknown.map(({ reader }) => [reader.address, reader.fingerprint]));
  const identity = { address: account.email, fingerprint: own.fingerprint };
  const found = await lookUpKeys([...wanted.keys()], identity);
  // Exactly what was agreed to: another key than a moment ago is asked about next time.
  const same = found.filter((key) => key.state === 'key').filter((key) => wanted.get(key.address) === key.fingerprint);
  try {
    await rememberKeys(account, own, same);
  } catch (error) {
    if (!isListClosed(error)) throw error;
  }
}
