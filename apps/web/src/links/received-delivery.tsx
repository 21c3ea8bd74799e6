import type { ReceivedDelivery, ReceivedFile } from '@umschlag/contract';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { offerFor } from '../preview/request.ts';
import { ReplySection } from '../replies/reply-section.tsx';
import { nameOf, shownPath } from '../ui/file-name.tsx';
import { Page } from '../ui/page.tsx';
import { DeliveryFacts, DeliveryMessage } from './delivery-facts.tsx';
import { DownloadLink } from './download-link.tsx';
import { LimitedDownload } from './limited-download.tsx';
import { useReportOpened } from './report-opened.ts';

interface ViewProps {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
  refresh(): void;
}

export function ReceivedDeliveryView({ token, delivery, refresh }: ViewProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.link;
  useReportOpened(token);
  const { files } = delivery;
  const total = formatBytes(delivery.totalBytes, language);
  return (
    <Page title={delivery.subject || t.title}>
      <DeliveryFacts delivery={delivery} />
      <DeliveryMessage message={delivery.message} />
      <section aria-labelledby="files">
        <h2 id="files">{t.files}</h2>
        {files.length === 0 ? <p>{t.noFiles}</p> : <p>{t.total(files.length, total)}</p>}
        {delivery.downloadLimit !== null && files.length > 0 && (
          <p class="hint">
            {t.limitHint} {files.some(canBeShown) && t.noPreview}
          </p>
        )}
        {files.length > 0 && (
          <ul class="list">
            {files.map((file) =>
              file.fetchesLeft === null ? (
                <DownloadLink key={file.id} token={token} file={file} senderAddress={delivery.sender.email} />
              ) : (
                <LimitedDownload key={file.id} token={token} file={file} refresh={refresh} />
              ),
            )}
          </ul>
        )}
        {files.length > 1 && delivery.downloadLimit === null && (
          <a class="button primary" href={`/api/v1/links/${encodeURIComponent(token)}/archive`} download>
            {t.all(total)}
          </a>
        )}
      </section>
      <ReplySection token={token} delivery={delivery} />
    </Page>
  );
}

const canBeShown = (file: ReceivedFile): boolean => offerFor({ ...file, name: nameOf(shownPath(file)) }).can === 'show';
