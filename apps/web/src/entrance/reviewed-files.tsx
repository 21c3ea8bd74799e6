import type { SubmittedFile } from '@umschlag/contract';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { FileName } from '../ui/file-name.tsx';
import { submittedPath } from './sealed/submitted-path.ts';
import { StandingBadge } from './standing-badge.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

/** Files that were sent, with what became of each. */
export function ReviewedFiles({ files }: { readonly files: readonly SubmittedFile[] }) {
  const t = useEntranceText();
  const { language } = useLanguage();
  return (
    <ul class="list">
      {files.map((file, index) => (
        <li key={file.id}>
          <div class="list-main">
            <FileName path={submittedPath(file, index + 1, t)} />
            <p class="meta">{formatBytes(file.sizeBytes, language)}</p>
            {file.review?.reason && <p class="plain-text">{t.sent.reason(file.review.reason)}</p>}
          </div>
          <StandingBadge standing={file.review?.state ?? 'received'} />
        </li>
      ))}
    </ul>
  );
}
