import type { ReceivedSubmission, SubmittedFile, UploadLink } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { pathOf } from '../api/path.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { FileName, nameOf, shownPath } from '../ui/file-name.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface SubmittedFileRowProps {
  readonly uploadLink: UploadLink;
  readonly submission: ReceivedSubmission;
  readonly file: SubmittedFile;
  changed(text: string): void;
}

/** A submitted file: to fetch, to accept or to reject. */
export function SubmittedFileRow({ uploadLink, submission, file, changed }: SubmittedFileRowProps) {
  const { inbox: t } = useUploadLinkText();
  const { language } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const name = nameOf(shownPath(file));
  const size = formatBytes(file.sizeBytes, language);
  const state = file.review?.state ?? 'received';
  const decide = (next: 'received' | 'accepted' | 'rejected', reason?: string) =>
    run(async () => {
      const params = { id: uploadLink.id, submissionId: submission.id, fileId: file.id };
      await call('PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review', {
        params,
        body: { state: next, ...(reason !== undefined && { reason }) },
      });
      setAsking(false);
      changed(t.done[next]);
    });
  return (
    <li>
      <div class="list-main">
        <FileName path={shownPath(file)} />
        <p class="meta">
          <span>{size}</span> <span>{t.states[state]}</span>
        </p>
        {file.review?.reason && <p class="plain-text">{file.review.reason}</p>}
        {!asking && <ProblemNotice problem={problem} />}
      </div>
      <div class="button-row">
        <a
          class="button"
          href={pathOf('GET /api/v1/links/:token/files/:fileId', { token: submission.linkToken, fileId: file.id })}
          download
          aria-label={t.download(name, size)}
        >
          {t.downloadShort}
        </a>
        {state === 'received' ? (
          <>
            <button
              type="button"
              class="button"
              aria-disabled={busy}
              aria-label={t.acceptOf(name)}
              onClick={() => void decide('accepted')}
            >
              {t.accept}
            </button>
            <button type="button" class="button" aria-label={t.rejectOf(name)} onClick={() => setAsking(true)}>
              {t.reject}
            </button>
          </>
        ) : (
          <button
            type="button"
            class="button quiet"
            aria-disabled={busy}
            aria-label={t.undoOf(name)}
            onClick={() => void decide('received')}
          >
            {t.undo}
          </button>
        )}
      </div>
      {asking && (
        <RejectDialog
          name={name}
          isOpen={uploadLink.state === 'open' || uploadLink.state === 'full'}
          hasAddress={submission.email !== null}
          busy={busy}
          problem={problem}
          onReject={(reason) => void decide('rejected', reason)}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
