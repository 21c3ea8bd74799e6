import type { ReceivedFile } from '@umschlag/contract';
import { pathOf } from '../api/path.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { FileName, nameOf, shownPath } from '../ui/file-name.tsx';

interface DownloadLinkProps {
  readonly token: string;
  readonly file: ReceivedFile;
}

/** A plain link: the browser, a download manager or curl continues it after a cut by itself. */
export function DownloadLink({ token, file }: DownloadLinkProps) {
  const { t, language } = useLanguage();
  const size = formatBytes(file.sizeBytes, language);
  return (
    <li>
      <div class="list-main">
        <FileName path={shownPath(file)} />
        <p class="meta">{size}</p>
      </div>
      <a
        class="button"
        href={pathOf('GET /api/v1/links/:token/files/:fileId', { token, fileId: file.id })}
        download
        aria-label={t.link.downloadName(nameOf(shownPath(file)), size)}
      >
        {t.link.download}
      </a>
    </li>
  );
}
