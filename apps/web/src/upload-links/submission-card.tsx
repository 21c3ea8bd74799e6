import type { ReceivedSubmission, SubmittedFile, UploadLink } from '@umschlag/contract';
import { useEffect, useRef } from 'preact/hooks';
import { pathOf } from '../api/path.ts';
import { formatDate, formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useReportOpened } from '../links/report-opened.ts';
import { useSession } from '../session/session.tsx';
import { SubmittedFileRow } from './submitted-file-row.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface SubmissionCardProps {
  readonly uploadLink: UploadLink;
  /** The first, and what was added to it, oldest first. */
  readonly submissions: readonly ReceivedSubmission[];
  readonly isOpen: boolean;
  /** Whether a mail led here. */
  readonly isFocus: boolean;
  changed(text: string): void;
}

/** What one person sent: the checklist with what answers it. */
export function SubmissionCard({ uploadLink, submissions, isOpen, isFocus, changed }: SubmissionCardProps) {
  const { inbox: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  const card = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (isFocus) card.current?.querySelector('summary')?.focus();
  }, [isFocus]);
  const [first] = submissions as readonly [ReceivedSubmission];
  const isNew = submissions.some(({ openedAt }) => openedAt === null);
  const { email } = first;
  const who = email === null ? t.nobody : first.isConfirmed ? t.confirmed(email) : t.stated(email);
  return (
    <details ref={card} class="card submission" open={isOpen}>
      <summary>
        <strong>{t.submission(formatDateTime(first.sentAt, language, zone))}</strong> <span>{who}</span>{' '}
        {isNew && <span class="badge active">{t.isNew}</span>}
      </summary>
      <Checklist uploadLink={uploadLink} submissions={submissions} changed={changed} />
      {submissions.map((one) => (
        <div key={one.id}>
          {one !== first && <h3>{t.supplement(formatDateTime(one.sentAt, language, zone))}</h3>}
          <p class="meta">
            <a class="button" href={pathOf('GET /api/v1/links/:token/archive', { token: one.linkToken })} download>
              {t.archive}
            </a>{' '}
            <span>{t.until(formatDate(one.expiresAt, language, zone))}</span>
          </p>
          <ReportOpened token={one.linkToken} />
        </div>
      ))}
    </details>
  );
}

/** A hook cannot be called in a loop. */
function ReportOpened({ token }: { readonly token: string }) {
  useReportOpened(token);
  return null;
}

type ChecklistProps = Pick<SubmissionCardProps, 'uploadLink' | 'submissions' | 'changed'>;

function Checklist({ uploadLink, submissions, changed }: ChecklistProps) {
  const { inbox: t, detail } = useUploadLinkText();
  const files = submissions.flatMap((one) => one.files);
  const known = new Set(uploadLink.documents.map(({ id }) => id));
  const others = files.filter((file) => !file.requestedDocumentId || !known.has(file.requestedDocumentId));
  const rows = (some: readonly SubmittedFile[]) =>
    some.map((file) => (
      <SubmittedFileRow
        key={file.id}
        uploadLink={uploadLink}
        submission={submissions.find(({ id }) => id === file.submissionId)!}
        file={file}
        changed={changed}
      />
    ));
  return (
    <>
      {uploadLink.documents.map(({ id, name, isRequired }) => {
        const own = files.filter((file) => file.requestedDocumentId === id);
        return (
          <section key={id}>
            <h3>
              {name} <span class="optional">({isRequired ? detail.required : detail.optional})</span>
            </h3>
            {own.length === 0 ? <p>{t.missing}</p> : <ul class="list">{rows(own)}</ul>}
          </section>
        );
      })}
      {others.length > 0 && (
        <section>
          <h3>{t.others}</h3>
          <ul class="list">{rows(others)}</ul>
        </section>
      )}
    </>
  );
}
