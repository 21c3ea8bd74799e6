import { useEffect, useRef } from 'preact/hooks';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { SpeedEstimate, timeLeft } from '../transfer/speed.ts';
import { isUnderWay, uploads } from '../transfer/transfers.ts';
import { TransferRow } from './transfer-row.tsx';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** All files of the draft, with the progress of the whole. */
export function TransferList({ transfers }: { readonly transfers: readonly Transfer[] }) {
  const { t: texts } = useLanguage();
  const t = texts.compose;
  if (transfers.length === 0) return null;
  const stored = transfers.filter(({ phase }) => phase === 'stored').length;
  const running = transfers.filter(isUnderWay);
  const paused = transfers.filter(({ phase }) => phase === 'paused');
  const all = (list: readonly Transfer[], act: (id: string) => void) => {
    for (const { id } of list) act(id);
  };
  return (
    <>
      <p role="status">{t.total(stored, transfers.length)}</p>
      {stored < transfers.length && <TotalProgress transfers={transfers} running={running.length > 0} />}
      <div class="button-row">
        {running.length > 1 && (
          <button type="button" class="button" onClick={() => all(running, uploads.pause)}>
            {t.pauseAll}
          </button>
        )}
        {paused.length > 1 && (
          <button type="button" class="button" onClick={() => all(paused, uploads.resume)}>
            {t.resumeAll}
          </button>
        )}
      </div>
      <ul class="list">
        {transfers.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} />
        ))}
      </ul>
    </>
  );
}

function TotalProgress({ transfers, running }: { readonly transfers: readonly Transfer[]; readonly running: boolean }) {
  const { t: texts, language } = useLanguage();
  const t = texts.compose;
  const speed = useRef(new SpeedEstimate());
  const sent = sum(transfers.map(({ sentBytes }) => sentBytes));
  const total = sum(transfers.map(({ sizeBytes }) => sizeBytes));
  useEffect(() => {
    speed.current.add(performance.now(), sent);
  }, [sent]);
  const perSecond = running ? speed.current.bytesPerSecond() : undefined;
  const left = perSecond === undefined ? undefined : timeLeft(total - sent, perSecond);
  return (
    <div class="field">
      <progress aria-label={t.totalProgress} value={total === 0 ? 0 : sent / total} max={1} />
      <p class="hint">
        {formatBytes(sent, language)} / {formatBytes(total, language)}
        {perSecond !== undefined && left && ` · ${t.speed(formatBytes(perSecond, language), t[left.unit](left.count))}`}
      </p>
    </div>
  );
}
