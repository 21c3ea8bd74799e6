import type { Account, Delivery } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { useKeyAction } from '../keys/use-key-action.ts';
import { useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import { openOwnContent } from './own-content.ts';
import type { OwnContent } from './sealing-calls.ts';
import { useSealingText } from './texts/sealing-text.ts';

const STILL_THERE: ReadonlySet<Delivery['state']> = new Set(['active']);

/** What the sender's key opens of a delivery of level 3 or 4: by itself while the key is open, else when asked to. */
export function useOwnContent(account: Account, delivery: Delivery | undefined) {
  const texts = useSealingText();
  const [content, setContent] = useState<OwnContent | undefined>();
  const secretKey = useUnlockedKey(account);
  const { busy, problem, run } = useKeyAction();
  const isSecret = delivery !== undefined && delivery.level >= 3 && STILL_THERE.has(delivery.state);
  const isOpen = secretKey.open !== undefined;
  const open = () =>
    run(texts.busy.opening, async () => {
      await secretKey.unlock();
      if (delivery) setContent(await openOwnContent(delivery));
    });
  useEffect(() => {
    if (!isOpen) setContent(undefined);
    else if (isSecret) void open();
  }, [isOpen, isSecret]);
  const notice = isSecret && (
    <>
      {!content && (
        <div class="lock-state">
          <p>{delivery.level === 4 ? texts.own.lockedAll : texts.own.locked}</p>
          <button type="button" class="button primary" aria-disabled={busy !== ''} onClick={() => void open()}>
            {texts.own.open}
          </button>
        </div>
      )}
      <KeyProblemNotice problem={problem} />
      <BusyText text={busy} />
      {secretKey.dialog}
    </>
  );
  return { content: isSecret ? content : undefined, notice };
}
