import { useEffect } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import type { Transfer } from '../transfer/messages.ts';
import { isStuck } from '../transfer/transfers.ts';
import { TransferList } from './transfer-list.tsx';

interface SendWaitingProps {
  readonly transfers: readonly Transfer[];
  readonly busy: string;
  readonly problem: AnyKeyProblem | undefined;
  send(): void;
  stop(): void;
}

/** "Send as soon as all is uploaded": waits here, and says so if a file needs help. */
export function SendWaiting({ transfers, busy, problem, send, stop }: SendWaitingProps) {
  const { compose: t, common } = useText();
  const ready = transfers.every(({ phase }) => phase === 'stored');
  const held = transfers.some(isStuck);
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
      <KeyProblemNotice problem={problem} />
      {problem && (
        <button type="button" class="button" onClick={send}>
          {common.tryAgain}
        </button>
      )}
      <BusyText text={busy} />
      <TransferList transfers={transfers} />
      <button type="button" class="button" onClick={stop}>
        {t.sendWaitingStop}
      </button>
    </>
  );
}
