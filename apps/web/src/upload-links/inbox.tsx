import type { UploadLink } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { groupSubmissions } from './group-submissions.ts';
import { SubmissionCard } from './submission-card.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';
import { useInbox } from './use-inbox.ts';
import { useReturn } from './use-return.ts';

interface InboxProps {
  readonly uploadLink: UploadLink;
  /** The submission that a mail led to. */
  readonly focusOn: string | undefined;
  /** The inbox was loaded again: the upload link may have changed as well. */
  refreshed(): void;
}

/** What came through an upload link, newest first; what was added later stands with what it belongs to. */
export function Inbox({ uploadLink, focusOn, refreshed }: InboxProps) {
  const { inbox: t } = useUploadLinkText();
  const { common } = useText();
  const [status, setStatus] = useState('');
  const { account } = useSession();
  const { submissions, problem, refresh } = useInbox(uploadLink.id);
  const groups = submissions && groupSubmissions(submissions);
  const isGone = submissions !== undefined && focusOn !== undefined && !submissions.some(({ id }) => id === focusOn);

  const look = async (isAsked: boolean) => {
    // Emptied first, so that the same sentence is read out again.
    if (isAsked) setStatus('');
    refreshed();
    const found = await refresh();
    if (!found) return;
    if (found.arrived > 0) setStatus(t.arrived(found.arrived));
    else if (isAsked) setStatus(t.nothingNew(found.unopened));
  };
  useReturn(() => void look(false));
  const reviewed = (text: string) => {
    setStatus(text);
    return refresh();
  };

  return (
    <section aria-labelledby="inbox" class="inbox">
      <div class="page-head inbox-head">
        <h2 id="inbox">{t.title}</h2>
        <button type="button" class="button" onClick={() => void look(true)}>
          {t.refresh}
        </button>
      </div>
      <p role="status" class="inbox-status">
        {status}
      </p>
      <ProblemNotice problem={problem} onRetry={() => void look(true)} />
      {!groups && !problem && <p>{common.loading}</p>}
      {isGone && <p class="notice">{t.gone}</p>}
      {groups?.length === 0 && <p>{uploadLink.acceptedCount > 0 ? t.noneLeft : t.none}</p>}
      {account &&
        groups?.map((group) => (
          <SubmissionCard
            account={account}
            key={group[0].supplements ?? group[0].id}
            uploadLink={uploadLink}
            group={group}
            takesFocus={group.some(({ id }) => id === focusOn)}
            isOpenAtFirst={groups.length === 1}
            reviewed={reviewed}
          />
        ))}
    </section>
  );
}
