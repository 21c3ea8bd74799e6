import type { Account, AccountKey } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { BusyText } from './busy-text.tsx';
import { newKeyBody } from './enrol-form.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ask, askToUnlock } from './keyring.ts';
import { NewPassphraseFields, NO_PASSPHRASE, passphraseErrors } from './new-passphrase.tsx';
import { ProofField, proofOf } from './proof-field.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

interface RotateFormProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
  rotated(notice: string): Promise<void>;
}

/** A new key in the place of this one, for which this one vouches. */
export function RotateForm({ account, stored, secretKey, rotated }: RotateFormProps) {
  const texts = useKeyText();
  const t = texts.rotate;
  const [passphrase, setPassphrase] = useState(NO_PASSPHRASE);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useKeyAction();
  const submit = (event: Event) => {
    event.preventDefault();
    const found = passphraseErrors('rotated-passphrase', passphrase, texts);
    setErrors(found);
    if (found.length > 0) return;
    void run(texts.busyKey, async () => {
      const { fingerprint } = stored;
      await secretKey.unlock(fingerprint);
      const made = await ask('rotate', { fingerprint, passphrase: passphrase.passphrase });
      const { oldFingerprint, statement, formerKey } = made;
      await call('POST /api/v1/account/key/rotate', {
        body: { ...newKeyBody(made), oldFingerprint, statement, formerKey, ...proofOf(password) },
      });
      await askToUnlock('adopt', { fingerprint: made.fingerprint });
      await rotated(t.done);
    });
  };
  return (
    <section class="card danger-zone" aria-labelledby="rotate">
      <h2 id="rotate">{t.title}</h2>
      <p class="hint">{t.hint}</p>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <KeyProblemNotice problem={problem} />
        <NewPassphraseFields id="rotated-passphrase" value={passphrase} onValue={setPassphrase} errors={errors} />
        <ProofField id="rotate-proof" account={account} value={password} onValue={setPassword} />
        <BusyText text={busy} />
        <button type="submit" class="button danger" aria-disabled={busy !== ''}>
          {t.submit}
        </button>
      </form>
    </section>
  );
}
