import { useLanguage } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { isUnderWay, uploads } from '../transfer/transfers.ts';
import { TransferProgress } from './transfer-progress.tsx';
import { TransferRow } from './transfer-row.tsx';

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
      {stored < transfers.length && <TransferProgress transfers={transfers} label={t.totalProgress} />}
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
