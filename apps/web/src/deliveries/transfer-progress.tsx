import { useEffect, useRef } from 'preact/hooks';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { SpeedEstimate, timeLeft } from '../transfer/speed.ts';
import { isUnderWay } from '../transfer/transfers.ts';

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

interface TransferProgressProps {
  readonly transfers: readonly Transfer[];
  /** What it is the progress of. */
  readonly label: string;
}

/** How far several files are together, how fast it goes, and how long it will take. */
export function TransferProgress({ transfers, label }: TransferProgressProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.compose;
  const speed = useRef(new SpeedEstimate());
  const sent = sum(transfers.map(({ sentBytes }) => sentBytes));
  const total = sum(transfers.map(({ sizeBytes }) => sizeBytes));
  useEffect(() => {
    speed.current.add(performance.now(), sent);
  }, [sent]);
  const perSecond = transfers.some(isUnderWay) ? speed.current.bytesPerSecond() : undefined;
  const left = perSecond === undefined ? undefined : timeLeft(total - sent, perSecond);
  return (
    <div class="field">
      <progress aria-label={label} value={total === 0 ? 0 : sent / total} max={1} />
      <p class="hint">
        {formatBytes(sent, language)} / {formatBytes(total, language)}
        {perSecond !== undefined && left && ` · ${t.speed(formatBytes(perSecond, language), t[left.unit](left.count))}`}
      </p>
    </div>
  );
}
