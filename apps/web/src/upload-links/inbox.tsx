import type { ReceivedSubmission, UploadLink } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { SubmissionCard } from './submission-card.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface InboxProps {
  readonly uploadLink: UploadLink;
  /** The submission that a mail led to. */
  readonly focusOn: string | undefined;
}

/** What came through an upload link, newest first; what was added later stands with what it belongs to. */
export function Inbox({ uploadLink, focusOn }: InboxProps) {
  const { inbox: t } = useUploadLinkText();
  const { common } = useText();
  const [status, setStatus] = useState('');
  const load = () => call('GET /api/v1/upload-links/:id/submissions', { params: { id: uploadLink.id } });
  const { value, problem, reload } = useLoaded(load);
  useEffect(() => {
    const refresh = () => document.visibilityState === 'visible' && void reload();
    addEventListener('visibilitychange', refresh);
    return () => removeEventListener('visibilitychange', refresh);
  }, []);
  const submissions = value?.submissions;
  const groups = submissions && groupsOf(submissions);
  const refresh = async () => {
    await reload();
    setStatus('');
  };
  return (
    <section aria-labelledby="inbox">
      <h2 id="inbox">{t.title}</h2>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      {!submissions && !problem && <p>{common.loading}</p>}
      {groups?.length === 0 && <p>{t.none}</p>}
      {groups?.map((group) => (
        <SubmissionCard
          key={group[0]!.id}
          uploadLink={uploadLink}
          submissions={group}
          isFocus={group.some(({ id }) => id === focusOn)}
          isOpen={groups.length === 1 || group.some(({ id }) => id === focusOn)}
          changed={(text) => {
            setStatus(text);
            void reload();
          }}
        />
      ))}
      <p role="status">{status || (groups ? t.refreshed(groups.length) : '')}</p>
      <p>
        <button type="button" class="button" onClick={() => void refresh()}>
          {t.refresh}
        </button>
      </p>
    </section>
  );
}

/** The first submission and what was added to it, in the order of sending; newest groups first. */
function groupsOf(submissions: readonly ReceivedSubmission[]): ReceivedSubmission[][] {
  const oldestFirst = submissions.toReversed();
  const groups = Map.groupBy(oldestFirst, ({ id, supplements }) => supplements ?? id);
  return [...groups.values()].sort((a, b) => b.at(-1)!.sentAt.localeCompare(a.at(-1)!.sentAt));
}
