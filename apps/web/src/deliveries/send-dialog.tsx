import { useState } from 'preact/hooks';
import { formatBytes } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import { isDoubtful, type Review } from '../sealing/review.ts';
import { ReviewList } from '../sealing/review-list.tsx';
import { useSealingText } from '../sealing/texts/sealing-text.ts';
import type { Transfer } from '../transfer/messages.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import type { DraftForm } from './draft-form.ts';

interface SendDialogProps {
  readonly form: DraftForm;
  readonly transfers: readonly Transfer[];
  readonly allStored: boolean;
  /** Levels 3 and 4. */
  readonly review: Review | undefined;
  /** Empty: nothing is under way. */
  readonly busy: string;
  readonly problem: AnyKeyProblem | undefined;
  /** @param byCode whose keys were compared by QR code */
  confirm(byCode: ReadonlySet<string>): void;
  close(): void;
}

/** The last look before sending: to whom, what, how protected, for how long. */
export function SendDialog({ form, transfers, allStored, review, busy, problem, confirm, close }: SendDialogProps) {
  const { t: texts, language } = useLanguage();
  const t = texts.compose;
  const sealing = useSealingText();
  const [agreed, setAgreed] = useState(false);
  const [error, setError] = useState('');
  const [byCode, setByCode] = useState<ReadonlySet<string>>(new Set());
  const bytes = transfers.reduce((total, { sizeBytes }) => total + sizeBytes, 0);
  const days = Number(form.expiryDays);
  const confirmAgreed = () => {
    const isMissing = review !== undefined && isDoubtful(review) && !agreed;
    setError(isMissing ? sealing.confirm.agreeFirst : '');
    if (!isMissing) confirm(byCode);
  };
  return (
    <ConfirmDialog
      title={t.sendTitle}
      action={allStored ? t.sendNow : t.sendWhenDone}
      busy={busy !== ''}
      problem={undefined}
      onConfirm={confirmAgreed}
      onClose={close}
    >
      <p>{t.sendTo(form.recipients.length)}</p>
      {review ? (
        <ReviewList
          {...{ review, agreed, error }}
          onAgreed={setAgreed}
          onSame={(address) => setByCode((before) => new Set([...before, address]))}
        />
      ) : (
        <ul>
          {form.recipients.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <p>
        {transfers.length === 0
          ? t.sendMessageOnly(days)
          : t.sendFacts(transfers.length, formatBytes(bytes, language), days)}
      </p>
      <p>
        <strong>{t.levels[form.level].name}.</strong> {t.levels[form.level].text}
      </p>
      <KeyProblemNotice problem={problem} />
      <BusyText text={busy} />
    </ConfirmDialog>
  );
}
