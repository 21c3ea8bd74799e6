import type { Delivery } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useAction } from '../ui/use-action.ts';

interface RecallButtonProps {
  readonly delivery: Delivery;
  changed(delivery: Delivery, text: string): void;
}

export function RecallButton({ delivery, changed }: RecallButtonProps) {
  const { detail: t } = useText();
  const [asking, setAsking] = useState(false);
  const { busy, problem, setProblem, run } = useAction();
  const recall = () =>
    run(async () => {
      const answer = await call('POST /api/v1/deliveries/:id/recall', { params: { id: delivery.id } });
      setAsking(false);
      changed(answer.delivery, t.recalled);
    });
  const close = () => {
    setAsking(false);
    setProblem(undefined);
  };
  return (
    <>
      <button type="button" class="button danger" onClick={() => setAsking(true)}>
        {t.recall}
      </button>
      {asking && (
        <ConfirmDialog
          title={t.recallTitle}
          action={t.recallNow}
          danger
          busy={busy}
          problem={problem}
          onConfirm={() => void recall()}
          onClose={close}
        >
          <p>{t.recallText}</p>
        </ConfirmDialog>
      )}
    </>
  );
}
