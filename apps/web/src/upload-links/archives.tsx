import type { ReceivedSubmission } from '@umschlag/contract';
import { pathOf } from '../api/path.ts';
import { formatDate, formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { DownloadControl } from '../receiving/download-control.tsx';
import { archiveOrder } from '../receiving/orders.ts';
import { useSession } from '../session/session.tsx';
import type { SubmissionGroup } from './group-submissions.ts';
import type { OpenedSubmissions } from './sealed/use-opened-submissions.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface ArchivesProps {
  readonly group: SubmissionGroup;
  /** At levels 3 and 4: those that are open. */
  readonly opened: OpenedSubmissions;
}

/** All files of a submission at once, and until when they are here. */
export function Archives({ group, opened }: ArchivesProps) {
  const { inbox: t } = useUploadLinkText();
  const { language } = useLanguage();
  const zone = useSession().account?.organisation?.timeZone;
  const labelOf = (one: ReceivedSubmission) =>
    one === group[0] ? t.archive : t.archiveOfSupplement(formatDate(one.sentAt, language, zone));
  return (
    <ul class="archives" aria-label={t.archives}>
      {group.map((one) => (
        <li key={one.id}>
          {one.seal ? (
            <SealedArchive submission={one} opened={opened} label={labelOf(one)} />
          ) : (
            <a
              class="button"
              href={pathOf('GET /api/v1/links/:token/archive', { token: one.linkToken })}
              download
              aria-label={one === group[0] ? t.archiveOf(formatDateTime(one.sentAt, language, zone)) : undefined}
            >
              {labelOf(one)}
            </a>
          )}{' '}
          <span class="meta">{t.until(formatDate(one.expiresAt, language, zone))}</span>
        </li>
      ))}
    </ul>
  );
}

interface SealedArchiveProps {
  readonly submission: ReceivedSubmission;
  readonly opened: OpenedSubmissions;
  readonly label: string;
}

/** Put together on this device, once it is open. */
function SealedArchive({ submission, opened, label }: SealedArchiveProps) {
  const { id, linkToken: token, sentAt, email } = submission;
  const files = opened.get(id)?.files;
  if (!files) return null;
  return (
    <DownloadControl
      downloadKey={`${token} all`}
      order={archiveOrder(token, { downloadLimit: null, sentAt }, files)}
      isPossible
      senderAddress={email ?? ''}
      label={label}
      onEnd={() => undefined}
    />
  );
}
