import type { ReceivedFile } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { FileName, nameOf, shownPath } from '../ui/file-name.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

interface LimitedDownloadProps {
  readonly token: string;
  readonly file: ReceivedFile;
  /** Reads the delivery again, so that the number left is told anew. */
  refresh(): void;
}

/** A file whose downloads are counted: claimed by a press, then fetched from where the claim says. */
export function LimitedDownload({ token, file, refresh }: LimitedDownloadProps) {
  const { t, language } = useLanguage();
  const { busy, problem, run } = useAction();
  const [started, setStarted] = useState(false);
  const size = formatBytes(file.sizeBytes, language);
  const left = file.fetchesLeft ?? 0;

  useEffect(() => {
    if (!started) return;
    addEventListener('focus', refresh);
    return () => removeEventListener('focus', refresh);
  }, [started]);

  const download = () =>
    run(async () => {
      const claim = await call('POST /api/v1/links/:token/claims', { params: { token }, body: { fileId: file.id } });
      startDownload(claim.path);
      setStarted(true);
    });

  return (
    <li>
      <div class="list-main">
        <FileName path={shownPath(file)} />
        <p class="meta">
          <span>{size}</span> <span>{left > 0 ? t.link.left(left) : t.link.usedUp}</span>
        </p>
        <ProblemNotice problem={problem} />
        <p role="status">{started && left > 0 ? t.link.preparing : ''}</p>
      </div>
      {left > 0 && (
        <button
          type="button"
          class="button"
          aria-disabled={busy}
          aria-label={t.link.downloadName(nameOf(shownPath(file)), size)}
          onClick={() => void download()}
        >
          {t.link.download}
        </button>
      )}
    </li>
  );
}

/** Hands the download to the browser without leaving the page. Only a path of this site is followed. */
function startDownload(path: string): void {
  const url = new URL(path, location.href);
  if (url.origin !== location.origin) throw new TypeError('The download does not lie on this site.');
  const anchor = document.createElement('a');
  anchor.href = url.href;
  anchor.download = '';
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
}
