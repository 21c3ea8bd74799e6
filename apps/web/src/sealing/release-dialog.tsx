import type { PendingRelease } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { KeyWords } from './key-words.tsx';
import { useSealingText } from './texts/sealing-text.ts';
import { needsAgreement, type Verdict } from './verdict.ts';

export interface JudgedRelease {
  readonly release: PendingRelease;
  readonly verdict: Verdict;
}

interface ReleaseDialogProps {
  readonly judged: readonly JudgedRelease[];
  confirm(): void;
  close(): void;
}

/** The words once more, and the sender's own word that they were compared: nobody else can vouch for a new key. */
export function ReleaseDialog({ judged, confirm, close }: ReleaseDialogProps) {
  const { releases: t } = useSealingText();
  const [agreed, setAgreed] = useState(false);
  const [error, setError] = useState('');
  const isKnown = judged.every(({ verdict }) => verdict === 'known' || verdict === 'own');
  const confirmAgreed = () => {
    setError(isKnown || agreed ? '' : t.agreeFirst);
    if (isKnown || agreed) confirm();
  };
  return (
    <ConfirmDialog
      title={t.dialogTitle}
      action={t.now}
      busy={false}
      problem={undefined}
      onConfirm={confirmAgreed}
      onClose={close}
    >
      <p>{t.compare}</p>
      <ul class="readers">
        {judged.map(({ release: { recipientId, email, fingerprint }, verdict }) => (
          <li key={recipientId}>
            <strong>{email}</strong>
            {verdict in t.verdicts && (
              <p class={needsAgreement(verdict) ? 'field-error' : undefined}>
                {t.verdicts[verdict as keyof typeof t.verdicts]}
              </p>
            )}
            {fingerprint !== null && verdict !== 'own' && <KeyWords fingerprint={fingerprint} />}
          </li>
        ))}
      </ul>
      {!isKnown && (
        <div class={error ? 'field invalid' : 'field'}>
          <label class="check">
            <input
              id="agree"
              type="checkbox"
              checked={agreed}
              aria-describedby={error ? 'agree-error' : undefined}
              onChange={(event) => setAgreed(event.currentTarget.checked)}
            />
            {t.agree}
          </label>
          {error && (
            <p class="field-error" id="agree-error" role="alert">
              {error}
            </p>
          )}
        </div>
      )}
    </ConfirmDialog>
  );
}
