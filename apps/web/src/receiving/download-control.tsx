import { useEffect } from 'preact/hooks';
import { sentenceOf } from '../i18n/errors.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { timeLeft } from '../transfer/speed.ts';
import { cancelDownload, type Download, isUnderWay, type Order, startDownload, useDownload } from './downloads.ts';
import { RefusalNotice } from './refusal-notice.tsx';
import { reportRefusal } from './report-refusal.ts';
import { useReceivingText } from './texts/receiving-text.ts';

interface DownloadControlProps {
  /** Under which the download goes on while another page of the app is shown. */
  readonly downloadKey: string;
  readonly order: Order;
  readonly isPossible: boolean;
  readonly senderAddress: string;
  /** Of the button; default: "save". */
  readonly label?: string;
  /** The button is the main one of its place. */
  readonly isPrimary?: boolean;
  /** What is saved was not opened, so that nothing of it was checked. */
  readonly isUnopened?: boolean;
  /** In place of beginning at once. */
  start?(): void;
  /** One has ended, so that what is left has to be asked anew. */
  onEnd(): void;
}

/** Saves a file or the archive, shows how far it is, and what became of it. */
export function DownloadControl(props: DownloadControlProps) {
  const { downloadKey, order, isPossible, senderAddress, label, isPrimary, isUnopened, onEnd } = props;
  const { language } = useLanguage();
  const t = useReceivingText();
  const download = useDownload(downloadKey);
  const isRunning = isUnderWay(download);
  const { name, job } = order;
  const hasEnded = download !== undefined && !isRunning;
  useEffect(() => {
    if (hasEnded && job.isLimited) onEnd();
  }, [hasEnded]);
  useEffect(() => {
    if (download?.problem?.kind === 'refused') reportRefusal(job.token, download.problem.reason);
  }, [download?.problem]);
  const start = props.start ?? (() => void startDownload(downloadKey, order));
  const size = formatBytes(order.sizeBytes ?? 0, language);
  const spoken = label === undefined ? t.saveName(name, size) : `${label}: ${name}`;
  return (
    <div class="download" data-way={download?.way} data-phase={download?.phase}>
      {download && <Progress {...{ download, name, isUnopened }} />}
      {download?.problem?.kind === 'refused' && (
        <RefusalNotice title={t.refusals.fileTitle} reason={download.problem.reason} senderAddress={senderAddress} />
      )}
      {isRunning ? (
        <button
          type="button"
          class="button"
          aria-label={t.cancelName(name)}
          onClick={() => cancelDownload(downloadKey)}
        >
          {t.cancel}
        </button>
      ) : (
        isPossible && (
          <button
            type="button"
            class={isPrimary ? 'button primary' : 'button'}
            aria-label={hasEnded ? t.againName(name) : spoken}
            onClick={start}
          >
            {hasEnded ? t.again : (label ?? t.save)}
          </button>
        )
      )}
    </div>
  );
}

interface ProgressProps {
  readonly download: Download;
  readonly name: string;
  readonly isUnopened: boolean | undefined;
}

function Progress({ download, name, isUnopened }: ProgressProps) {
  const { t: texts, language } = useLanguage();
  const t = useReceivingText();
  const { octets, totalOctets, bytesPerSecond } = download;
  const isRunning = isUnderWay(download);
  const left = bytesPerSecond === undefined ? undefined : timeLeft(totalOctets - octets, bytesPerSecond);
  return (
    <>
      {isRunning && <progress aria-label={t.progressOf(name)} value={octets / totalOctets} max={1} />}
      {download.phase === 'running' && !download.trouble && (
        <p class="meta">
          <span>{t.progress(formatBytes(octets, language), formatBytes(totalOctets, language))}</span>{' '}
          {bytesPerSecond !== undefined && left && (
            <span>
              {texts.compose.speed(formatBytes(bytesPerSecond, language), texts.compose[left.unit](left.count))}
            </span>
          )}
        </p>
      )}
      <p role="status" class={download.phase === 'failed' ? 'field-error' : undefined}>
        <StateText {...{ download, isUnopened }} />
      </p>
    </>
  );
}

function StateText({ download, isUnopened }: Omit<ProgressProps, 'name'>) {
  const { t: texts } = useLanguage();
  const t = useReceivingText();
  const { phase, way, trouble, problem } = download;
  if (phase === 'starting') return <>{t.starting}</>;
  if (phase === 'running') {
    if (!trouble) return null;
    return <>{trouble === 'network_unreachable' ? t.waiting : sentenceOf(texts.errors, trouble, {})}</>;
  }
  if (phase === 'done') return <>{isUnopened ? t.formats.doneUnopened : way && t.done[way]}</>;
  if (phase === 'cancelled') return <>{t.cancelled}</>;
  if (problem?.kind === 'api') return <>{sentenceOf(texts.errors, problem.code, problem.details)}</>;
  return <>{problem?.kind === 'saving' ? t.problems[problem.code] : t.failed}</>;
}
