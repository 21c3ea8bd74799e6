import type { Account, ReceivedSubmission, UploadLink } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { getOctets } from '../../api/call.ts';
import { ask } from '../../keys/keyring.ts';
import { useKeyAction } from '../../keys/use-key-action.ts';
import { useUnlockedKey } from '../../keys/use-unlocked-key.tsx';
import type { SubmissionGroup } from '../group-submissions.ts';
import { openTeamsKey } from './owners-key.ts';
import type { OpenedSubmission } from './received-seal.ts';

export type OpenedSubmissions = ReadonlyMap<string, OpenedSubmission>;

/**
 * What is sealed in submissions that belong together. Opened by a press, which unlocks the own key; while that is open,
 * by itself when they are shown.
 */
export function useOpenedSubmissions(
  account: Account,
  { level, team }: Pick<UploadLink, 'level' | 'team'>,
  group: SubmissionGroup,
  isShown: boolean,
) {
  const [opened, setOpened] = useState<OpenedSubmissions>(new Map());
  const secretKey = useUnlockedKey(account);
  const { busy, problem, run } = useKeyAction();
  const closed = group.filter(({ id, seal }) => seal && !opened.has(id));
  const open = (meanwhile: string) =>
    run(meanwhile, async () => {
      for (const submission of closed) {
        if (team) await openTeamsKey(account, team.id, await secretKey.unlock());
        else await secretKey.unlock(submission.seal?.readerFingerprint);
        const one = await openOne(account, { level: level === 4 ? 4 : 3, teamId: team?.id ?? null }, submission);
        setOpened((before) => new Map(before).set(submission.id, one));
      }
    });
  const isKeyOpen = team
    ? secretKey.open !== undefined
    : closed.every(({ seal }) => secretKey.open?.opened.includes(seal?.readerFingerprint ?? ''));
  useEffect(() => {
    if (isShown && isKeyOpen && closed.length > 0) void open(' ');
  }, [isShown, isKeyOpen, closed.length]);
  return { opened, isClosed: closed.length > 0, busy, problem, open, dialog: secretKey.dialog };
}

async function openOne(
  account: Account,
  { level, teamId }: { readonly level: 3 | 4; readonly teamId: string | null },
  { id, seal, email, linkToken, files }: ReceivedSubmission,
): Promise<OpenedSubmission> {
  const { octets } = await getOctets('GET /api/v1/links/:token/manifest', { params: { token: linkToken } });
  return ask('openSubmission', {
    sealed: octets,
    submissionId: id,
    level,
    submitterAddress: email ?? '',
    myAddress: teamId === null ? account.email : null,
    teamId,
    readerFingerprint: seal!.readerFingerprint,
    signer: seal!,
    files,
  });
}
