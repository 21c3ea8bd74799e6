import { useEffect } from 'preact/hooks';
import { TransferList } from '../deliveries/transfer-list.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useEntranceText } from './texts/entrance-text.ts';
import { needsHelp, type Submitting } from './use-submitting.ts';

interface SendWaitingProps {
  readonly title: string;
  readonly transfers: readonly Transfer[];
  readonly submitting: Submitting;
  reload(): Promise<void>;
}

const LOOK_EVERY_MS = 5_000;

/** Sends as soon as all is uploaded, and says so if a file needs help meanwhile. */
export function SendWaiting({ title, transfers, submitting, reload }: SendWaitingProps) {
  const t = useEntranceText();
  const { busy, problem, sendNow, setStep } = submitting;
  const isReady = transfers.length > 0 && transfers.every(({ phase }) => phase === 'stored');
  const isHeld = transfers.some(needsHelp);
  const isElsewhere = transfers.some(({ phase }) => phase === 'elsewhere');
  useEffect(() => {
    if (isReady) void sendNow();
  }, [isReady]);
  useEffect(() => {
    if (!isElsewhere) return;
    const timer = setInterval(() => void reload(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [isElsewhere]);
  return (
    <Page title={title}>
      {isHeld ? (
        <p class="notice error" role="alert">
          {t.waitingHeld}
        </p>
      ) : (
        <p class="notice" role="status">
          {busy ? t.sendingNow : t.waiting}
        </p>
      )}
      <ProblemNotice problem={problem} onRetry={() => void sendNow()} />
      {problem && <p>{t.notGone}</p>}
      <TransferList transfers={transfers} />
      <button type="button" class="button" onClick={() => setStep('fill')}>
        {t.waitingBack}
      </button>
    </Page>
  );
}
