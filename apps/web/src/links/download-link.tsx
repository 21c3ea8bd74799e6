import type { ReceivedFile } from '@umschlag/contract';
import { pathOf } from '../api/path.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { PreviewButton } from '../preview/preview-button.tsx';
import { FileName, nameOf, shownPath } from '../ui/file-name.tsx';

interface DownloadLinkProps {
  readonly token: string;
  readonly file: ReceivedFile;
  readonly senderAddress: string;
}

/** A plain link: the browser, a download manager or curl continues it after a cut by itself. */
export function DownloadLink({ token, file, senderAddress }: DownloadLinkProps) {
  const { t, language } = useLanguage();
  const { id: fileId, mediaType, sizeBytes } = file;
  const name = nameOf(shownPath(file));
  const size = formatBytes(sizeBytes, language);
  return (
    <li>
      <div class="list-main">
        <FileName path={shownPath(file)} />
        <p class="meta">{size}</p>
      </div>
      <PreviewButton
        mediaType={mediaType}
        file={{ token, fileId, name, sizeBytes, senderAddress, sealed: undefined }}
      />
      <a
        class="button"
        href={pathOf('GET /api/v1/links/:token/files/:fileId', { token, fileId })}
        download
        aria-label={t.link.downloadName(name, size)}
      >
        {t.link.download}
      </a>
    </li>
  );
}
