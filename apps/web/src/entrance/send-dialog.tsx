import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useEntranceText } from './texts/entrance-text.ts';
import type { Submitting } from './use-submitting.ts';

interface SendDialogProps {
  readonly transfers: readonly Transfer[];
  readonly receiver: string;
  readonly submitting: Submitting;
}

/** The last look: how much goes to whom, and by name what is missing. Sending without it is a choice of its own. */
export function SendDialog({ transfers, receiver, submitting }: SendDialogProps) {
  const t = useEntranceText();
  const { language } = useLanguage();
  const { missing, busy, problem, confirm, setStep } = submitting;
  const isPartial = missing.length > 0;
  const size = formatBytes(
    transfers.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    language,
  );
  return (
    <ConfirmDialog
      title={isPartial ? t.confirm.titleMissing : t.confirm.title}
      action={isPartial ? t.confirm.sendWithout : t.confirm.send}
      cancel={t.confirm.back}
      danger={isPartial}
      busy={busy}
      problem={problem}
      onConfirm={confirm}
      onClose={() => setStep('fill')}
    >
      {isPartial && (
        <>
          <p>{t.confirm.missing}</p>
          <ul>
            {missing.map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        </>
      )}
      <p>{t.confirm.facts(transfers.length, size, receiver)}</p>
      {problem && <p>{t.notGone}</p>}
      <p role="status">{busy ? t.sendingNow : ''}</p>
    </ConfirmDialog>
  );
}
