import type { ApiProblem } from '../api/problem.ts';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Transfer } from '../transfer/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { DraftForm } from './draft-form.ts';

interface SendDialogProps {
  readonly form: DraftForm;
  readonly transfers: readonly Transfer[];
  readonly allStored: boolean;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
  confirm(): void;
  close(): void;
}

/** The last look before sending: to whom, what, how protected, for how long. */
export function SendDialog({ form, transfers, allStored, busy, problem, confirm, close }: SendDialogProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.compose;
  const bytes = transfers.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const days = Number(form.expiryDays);
  return (
    <ConfirmDialog
      title={t.sendTitle}
      action={allStored ? t.sendNow : t.sendWhenDone}
      busy={busy}
      problem={problem}
      onConfirm={confirm}
      onClose={close}
    >
      <p>{t.sendTo(form.recipients.length)}</p>
      <ul>
        {form.recipients.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <p>
        {transfers.length === 0
          ? t.sendMessageOnly(days)
          : t.sendFacts(transfers.length, formatBytes(bytes, language), days)}
      </p>
      <p>
        <strong>{t.levels[form.level].name}.</strong> {t.levels[form.level].text}
      </p>
    </ConfirmDialog>
  );
}
