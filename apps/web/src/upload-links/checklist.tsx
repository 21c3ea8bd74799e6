import type { ReceivedSubmission, SubmittedFile, UploadLink } from '@umschlag/contract';
import { type DocumentState, documentState } from './document-state.ts';
import type { SubmissionGroup } from './group-submissions.ts';
import type { OpenedSubmissions } from './sealed/use-opened-submissions.ts';
import { SubmittedFileRow } from './submitted-file-row.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

const BADGES: Readonly<Record<DocumentState, string>> = {
  missing: 'badge draft',
  received: 'badge',
  accepted: 'badge active',
  rejected: 'badge problem',
};

interface ChecklistProps {
  readonly uploadLink: UploadLink;
  readonly group: SubmissionGroup;
  /** At levels 3 and 4: those that are open. */
  readonly opened: OpenedSubmissions;
  reviewed(text: string): Promise<unknown>;
}

/** Each requested document with the files that answer it, and then what nobody asked for. */
export function Checklist({ uploadLink, group, opened, reviewed }: ChecklistProps) {
  const { inbox: t, detail } = useUploadLinkText();
  const files = group.flatMap((submission) => submission.files.map((file) => ({ submission, file })));
  const known = new Set(uploadLink.documents.map(({ id }) => id));
  const others = files.filter(({ file }) => !known.has(file.requestedDocumentId ?? ''));
  const rows = (some: readonly { submission: ReceivedSubmission; file: SubmittedFile }[]) => (
    <ul class="list">
      {some.map(({ submission, file }) => (
        <SubmittedFileRow
          key={file.id}
          uploadLink={uploadLink}
          submission={submission}
          isSupplement={submission !== group[0]}
          file={file}
          opened={opened.get(submission.id)?.files.find(({ id }) => id === file.id)}
          reviewed={reviewed}
        />
      ))}
    </ul>
  );
  return (
    <>
      {uploadLink.documents.map(({ id, name, isRequired }) => {
        const own = files.filter(({ file }) => file.requestedDocumentId === id);
        const state = documentState(own.map(({ file }) => file));
        return (
          <section key={id} class="requested">
            <h4>
              {name} <span class="optional">({isRequired ? detail.required : detail.optional})</span>{' '}
              <span class={BADGES[state]}>{t.states[state]}</span>
            </h4>
            {own.length > 0 && rows(own)}
          </section>
        );
      })}
      {others.length > 0 && (
        <section class="requested">
          <h4>{known.size > 0 ? t.others : t.files}</h4>
          {rows(others)}
        </section>
      )}
    </>
  );
}
