import type { ReceivedDelivery } from '@umschlag/contract';
import { BusyText } from '../keys/busy-text.tsx';
import type { UnlockedKeyState } from '../keys/use-unlocked-key.tsx';
import { OpeningProblem } from './opening-problem.tsx';
import { useReceivingText } from './texts/receiving-text.ts';
import type { Opening } from './use-opening.ts';

interface OpenByKeyProps {
  readonly delivery: ReceivedDelivery;
  readonly opening: Opening;
  readonly secretKey: UnlockedKeyState;
}

/** Opens with one of the recipient's own keys, which is unlocked first. */
export function OpenByKey({ delivery, opening, secretKey }: OpenByKeyProps) {
  const texts = useReceivingText();
  const t = texts.byKey;
  const { busy, problem, remembered, acceptKey } = opening;
  const fingerprint = delivery.readerFingerprint ?? undefined;
  const open = () =>
    opening.open(texts.opening, async () => {
      const key = await secretKey.unlock();
      // A former key opens with the present one; one that was revoked has to be opened by itself.
      const isOpen = fingerprint === undefined || key.opened.includes(fingerprint);
      if (!isOpen) await secretKey.unlock(fingerprint);
      return { opener: { fingerprint: fingerprint ?? key.fingerprint }, key };
    });
  return (
    <section class="card" aria-labelledby="open">
      <h2 id="open">{t.title}</h2>
      <p>{t.text}</p>
      <OpeningProblem {...{ problem, delivery, remembered }} onAcceptKey={acceptKey} />
      <BusyText text={busy} />
      <button type="button" class="button primary" aria-disabled={busy !== ''} onClick={() => void open()}>
        {t.open}
      </button>
    </section>
  );
}
