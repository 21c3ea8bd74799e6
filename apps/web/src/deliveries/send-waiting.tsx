import { useEffect } from 'preact/hooks';
import type { ApiProblem } from '../api/problem.ts';
import { useText } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { isUnderWay } from '../transfer/transfers.ts';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { TransferList } from './transfer-list.tsx';

interface SendWaitingProps {
  readonly transfers: readonly Transfer[];
  readonly problem: ApiProblem | undefined;
  send(): void;
  stop(): void;
}

/** "Send as soon as all is uploaded": waits here, and says so if a file needs help. */
export function SendWaiting({ transfers, problem, send, stop }: SendWaitingProps) {
  const { compose: t } = useText();
  const ready = transfers.every(({ phase }) => phase === 'stored');
  const held = transfers.some((one) => one.phase !== 'stored' && !isUnderWay(one));
  useEffect(() => {
    if (ready) send();
  }, [ready]);
  return (
    <>
      {held ? (
        <p class="notice error" role="alert">
          {t.sendHeld}
        </p>
      ) : (
        <p class="notice" role="status">
          {t.sendWaiting}
        </p>
      )}
      <ProblemNotice problem={problem} onRetry={send} />
      <TransferList transfers={transfers} />
      <button type="button" class="button" onClick={stop}>
        {t.sendWaitingStop}
      </button>
    </>
  );
}
