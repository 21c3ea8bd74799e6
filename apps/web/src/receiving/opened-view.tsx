import type { ReceivedDelivery } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { checkUsedKeys } from '../key-log/check-log.ts';
import { LogNotice } from '../key-log/log-notice.tsx';
import { useKeyLogText } from '../key-log/texts/key-log-text.ts';
import { DeliveryMessage } from '../links/delivery-facts.tsx';
import { PreviewButton } from '../preview/preview-button.tsx';
import { offerFor } from '../preview/request.ts';
import { FileName, nameOf } from '../ui/file-name.tsx';
import { useLoaded } from '../ui/use-loaded.ts';
import { DownloadControl } from './download-control.tsx';
import { KeepForOwnKey } from './keep-for-own-key.tsx';
import { archiveOrder, fileOrder } from './orders.ts';
import { OtherFormats } from './other-formats.tsx';
import type { WithKey } from './sealed-delivery.tsx';
import { useReceivingText } from './texts/receiving-text.ts';
import type { Opened } from './use-opening.ts';

interface OpenedViewProps extends WithKey {
  readonly token: string;
  readonly delivery: ReceivedDelivery;
  readonly opened: Opened;
  refresh(): void;
}

/** What was signed: texts and files, and by whom. */
export function OpenedView({ token, delivery, opened, refresh, account, secretKey }: OpenedViewProps) {
  const { t: common, language } = useLanguage();
  const texts = useReceivingText();
  const { manifest, signer } = opened.opened;
  const { files } = manifest;
  const total = formatBytes(delivery.totalBytes, language);
  const place = useRef<HTMLHeadingElement>(null);
  // What was pressed is gone: whoever reads with the ears begins at what came in its place.
  useLayoutEffect(() => place.current?.focus(), []);
  const left = new Map(delivery.files.map(({ id, fetchesLeft }) => [id, fetchesLeft]));
  const senderAddress = delivery.sender.email;
  return (
    <>
      <section class="card" aria-labelledby="signature">
        <h2 id="signature" ref={place} tabIndex={-1}>
          {texts.signature.title}
        </h2>
        <p>{texts.signature.text(senderAddress)}</p>
        <p class="key-words" lang="de">
          {signer.words.join(' ')}
        </p>
        <p class="hint">
          {opened.isKnown ? texts.signature.known : texts.signature.compare} {manifest.level === 3 && texts.serverTexts}
        </p>
        <SignerInLog opened={opened} senderAddress={senderAddress} />
      </section>
      {manifest.level === 4 && <DeliveryMessage message={manifest.message} />}
      <section aria-labelledby="files">
        <h2 id="files">{common.link.files}</h2>
        <p>{files.length === 0 ? common.link.noFiles : common.link.total(files.length, total)}</p>
        {delivery.downloadLimit !== null && files.length > 0 && (
          <p class="hint">
            {common.link.limitHint} {files.some(canBeShown) && common.link.noPreview}
          </p>
        )}
        {files.length > 0 && (
          <ul class="list">
            {files.map((file) => (
              <li key={file.id}>
                <div class="list-main">
                  <FileName path={file.path} />
                  <p class="meta">
                    <span>{formatBytes(file.sizeBytes, language)}</span>{' '}
                    <FetchesLeft left={left.get(file.id) ?? null} />
                  </p>
                </div>
                {delivery.downloadLimit === null && (
                  <PreviewButton
                    mediaType={file.mediaType}
                    file={{
                      token,
                      fileId: file.id,
                      name: nameOf(file.path),
                      sizeBytes: file.sizeBytes,
                      senderAddress,
                      sealed: file,
                    }}
                  />
                )}
                <DownloadControl
                  downloadKey={`${token} ${file.id}`}
                  order={fileOrder(token, delivery, file)}
                  isPossible={left.get(file.id) !== 0}
                  senderAddress={senderAddress}
                  onEnd={refresh}
                />
                <OtherFormats
                  {...{ token, delivery, file, account, secretKey }}
                  left={left.get(file.id) ?? null}
                  onEnd={refresh}
                />
              </li>
            ))}
          </ul>
        )}
        {files.length > 1 && delivery.downloadLimit === null && (
          <DownloadControl
            downloadKey={`${token} all`}
            order={archiveOrder(token, delivery, files)}
            isPossible
            senderAddress={senderAddress}
            label={texts.saveAll(total)}
            isPrimary
            onEnd={refresh}
          />
        )}
      </section>
      {opened.accessCode !== undefined && (
        <KeepForOwnKey {...{ token, delivery, opened, account, secretKey }} accessCode={opened.accessCode} />
      )}
    </>
  );
}

const canBeShown = ({ path, mediaType, sizeBytes }: ManifestFile): boolean =>
  offerFor({ name: nameOf(path), mediaType, sizeBytes }).can === 'show';

/** What the key log says of the key that it was signed with. */
function SignerInLog({ opened, senderAddress }: { readonly opened: Opened; readonly senderAddress: string }) {
  const t = useKeyLogText();
  const { fingerprint, addressSalt, logSeq } = opened.opened.signer;
  const key = { address: senderAddress, fingerprint, addressSalt, logSeq, isNew: !opened.isKnown, mayHaveEnded: true };
  const { value: finding, problem } = useLoaded(() => checkUsedKeys([key]));
  if (problem) return <p class="hint">{t.unchecked}</p>;
  return <LogNotice finding={finding} next="whenOpened" />;
}

function FetchesLeft({ left }: { readonly left: number | null }) {
  const { link: t } = useLanguage().t;
  if (left === null) return null;
  return <span>{left > 0 ? t.left(left) : t.usedUp}</span>;
}
