import type { ReceivedSubmission, SubmittedFile, UploadLink } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { pathOf } from '../api/path.ts';
import { formatBytes, formatDate } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { FileName, nameOf, shownPath } from '../ui/file-name.tsx';
import { stateOf } from './document-state.ts';
import { ReviewButtons } from './review-buttons.tsx';
import { SealedFileActions } from './sealed/sealed-file-actions.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface SubmittedFileRowProps {
  readonly uploadLink: UploadLink;
  readonly submission: ReceivedSubmission;
  /** Whether it was sent after the first. */
  readonly isSupplement: boolean;
  readonly file: SubmittedFile;
  /** Levels 3 and 4, once it is open: its name and what opens it. */
  readonly opened: ManifestFile | undefined;
  reviewed(text: string): Promise<unknown>;
}

/** A submitted file: to fetch, to accept or to reject. */
export function SubmittedFileRow({
  uploadLink,
  submission,
  isSupplement,
  file,
  opened,
  reviewed,
}: SubmittedFileRowProps) {
  const { inbox: t, sealed } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  const row = useRef<HTMLLIElement>(null);
  const path = opened?.path ?? (submission.seal ? [sealed.closedFile] : shownPath(file));
  const name = nameOf(path);
  const size = formatBytes(file.sizeBytes, language);
  const state = stateOf(file);
  const shown = useRef(state);
  useLayoutEffect(() => {
    // The button that was pressed has gone with the state before.
    const isLost = document.activeElement === null || document.activeElement === document.body;
    if (shown.current !== state && isLost) row.current?.querySelector('button')?.focus();
    shown.current = state;
  }, [state]);
  return (
    <li ref={row}>
      <div class="list-main">
        <FileName path={path} />
        <p class="meta">
          <span>{size}</span>{' '}
          {isSupplement && <span>{t.supplement(formatDate(submission.sentAt, language, zone))}</span>}{' '}
          <span class={state === 'received' ? undefined : `review ${state}`}>{t.states[state]}</span>
        </p>
        {file.review?.reason && <p class="plain-text">{t.because(file.review.reason)}</p>}
      </div>
      <div class="button-row">
        {opened && <SealedFileActions submission={submission} file={opened} />}
        {!submission.seal && (
          <a
            class="button"
            href={pathOf('GET /api/v1/links/:token/files/:fileId', { token: submission.linkToken, fileId: file.id })}
            download
            aria-label={t.download(name, size)}
          >
            {t.downloadShort}
          </a>
        )}
        <ReviewButtons
          params={{ id: uploadLink.id, submissionId: submission.id, fileId: file.id }}
          name={name}
          state={state}
          entrance={uploadLink.state}
          hasAddress={submission.email !== null}
          reviewed={reviewed}
        />
      </div>
    </li>
  );
}
