import type { Account, Team } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import type { UnlockedKey } from '../keys/messages.ts';
import { isBelieved } from './copy-readers.policy.ts';
import { giveTeamKey, rememberMembers } from './give-team-key.ts';
import { ReviewDialog } from './review-dialog.tsx';
import { useTeamText } from './texts/team-text.ts';
import type { TeamKeyUse } from './use-team-key.ts';

interface WaitingNoticeProps {
  readonly account: Account;
  readonly team: Team;
  readonly teamKey: TeamKeyUse;
  readonly own: UnlockedKey | undefined;
  changed(notice: string): Promise<void>;
}

/** Members who wait for the team's key, and whose own keys the member has to look at first. */
export function WaitingNotice({ account, team, teamKey, own, changed }: WaitingNoticeProps) {
  const { waiting: t } = useTeamText();
  const [asking, setAsking] = useState(false);
  const waiting = teamKey.waiting.filter((one) => !isBelieved(one));
  const { opened } = teamKey;
  if (waiting.length === 0 || !own || !opened) return null;
  const give = async () => {
    await giveTeamKey(own, team, opened.fingerprint, waiting);
    await rememberMembers(account, own, waiting);
    setAsking(false);
    await changed(t.done);
  };
  return (
    <section class="notice" aria-labelledby="waiting">
      <h2 id="waiting" class="notice-title">
        {t.title(waiting.length)}
      </h2>
      <p>{waiting.map(({ name, reader }) => `${name} (${reader.address})`).join(', ')}</p>
      <button type="button" class="button primary" onClick={() => setAsking(true)}>
        {t.give}
      </button>
      {asking && (
        <ReviewDialog
          title={t.dialog}
          action={t.submit}
          busyText={t.busy}
          members={waiting}
          onConfirm={give}
          onClose={() => setAsking(false)}
        >
          <p>{t.text}</p>
        </ReviewDialog>
      )}
    </section>
  );
}
