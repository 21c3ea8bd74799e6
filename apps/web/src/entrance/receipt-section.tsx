import type { Submission } from '@umschlag/contract';
import { pathOf } from '../api/path.ts';
import { formatBytes, formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { FileName } from '../ui/file-name.tsx';
import { submittedPath } from './sealed/submitted-path.ts';
import { useEntranceText } from './texts/entrance-text.ts';

interface ReceiptSectionProps {
  readonly submission: Submission;
  readonly sent: Submission['sent'][number];
  /** Of those that belong together, from 1. */
  readonly number: number;
}

/** What arrived when and where, for one submission. The signed receipt is the PDF. */
export function ReceiptSection({ submission, sent, number }: ReceiptSectionProps) {
  const all = useEntranceText();
  const { receipt: t, sent: texts } = all;
  const { language } = useLanguage();
  const { entrance, email } = submission;
  const { timeZone, organisation, details } = entrance;
  const files = submission.files.filter(({ submissionId }) => submissionId === sent.id);
  const total = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const id = `receipt-${sent.id}`;
  return (
    <section aria-labelledby={id} class="receipt card">
      <h2 id={id}>{number === 1 ? t.title : t.titleAdded(number)}</h2>
      <dl class="facts">
        <dt>{t.at}</dt>
        <dd>
          <strong>{formatDateTime(sent.sentAt, language, timeZone)}</strong>
        </dd>
        <dt>{t.organisation}</dt>
        <dd>{organisation}</dd>
        {details?.reference && (
          <>
            <dt>{t.reference}</dt>
            <dd>{details.reference}</dd>
          </>
        )}
        {email && (
          <>
            <dt>{t.email}</dt>
            <dd>{email}</dd>
          </>
        )}
        <dt>{t.files}</dt>
        <dd>{t.total(files.length, formatBytes(total, language))}</dd>
      </dl>
      <table class="receipt-files">
        <thead>
          <tr>
            <th scope="col">{t.file}</th>
            <th scope="col">{t.size}</th>
          </tr>
        </thead>
        <tbody>
          {files.map((file, index) => (
            <tr key={file.id}>
              <td>
                <FileName path={submittedPath(file, index + 1, all)} />
              </td>
              <td>{formatBytes(file.sizeBytes, language)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <a class="button" href={pathOf('GET /api/v1/submissions/:token/receipt', { token: sent.token })} download>
          {t.download}
        </a>
      </p>
      <p>{sent.pickedUpAt ? texts.pickedUp(formatDateTime(sent.pickedUpAt, language, timeZone)) : texts.notPickedUp}</p>
    </section>
  );
}
