import type { Account, AccountKey } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ErrorSummary, type FieldError } from '../ui/error-summary.tsx';
import { saveUnlock } from './add-unlock.tsx';
import { BusyText } from './busy-text.tsx';
import { KeyProblemNotice } from './key-problem-notice.tsx';
import { ask } from './keyring.ts';
import { NewPassphraseFields, NO_PASSPHRASE, passphraseErrors } from './new-passphrase.tsx';
import { ProofField, proofOf } from './proof-field.tsx';
import { useKeyText } from './texts/key-text.ts';
import { useKeyAction } from './use-key-action.ts';
import type { UnlockedKeyState } from './use-unlocked-key.tsx';

interface PassphraseChangeProps {
  readonly account: Account;
  readonly stored: AccountKey;
  readonly secretKey: UnlockedKeyState;
  reload(): Promise<void>;
}

/** A new unlock by passphrase, and the end of those before it; in this order, so that there is one at any time. */
export function PassphraseChange({ account, stored, secretKey, reload }: PassphraseChangeProps) {
  const texts = useKeyText();
  const t = texts.change;
  const [next, setNext] = useState(NO_PASSPHRASE);
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [saved, setSaved] = useState('');
  /** Unlocks by earlier passphrases that could not be removed yet. */
  const [left, setLeft] = useState<readonly string[]>([]);
  const { busy, problem, run } = useKeyAction();
  const removeAll = async (ids: readonly string[]) => {
    setLeft(ids);
    for (const [index, id] of ids.entries()) {
      await call('POST /api/v1/account/key/unlocks/:id/remove', { params: { id }, body: proofOf(password) });
      setLeft(ids.slice(index + 1));
    }
    setNext(NO_PASSPHRASE);
    setPassword('');
    setSaved(t.done);
    await reload();
  };
  const change = async () => {
    const { fingerprint } = stored;
    await secretKey.unlock(fingerprint);
    const material = await ask('lockWithPassphrase', { fingerprint, passphrase: next.passphrase });
    const old = stored.unlocks.filter(({ kind }) => kind === 'passphrase').map(({ id }) => id);
    await saveUnlock(stored, { kind: 'passphrase', label: '', material });
    await removeAll(old);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    setSaved('');
    if (left.length > 0) return void run(texts.busy, () => removeAll(left));
    const found = passphraseErrors('changed-passphrase', next, texts);
    setErrors(found);
    if (found.length === 0) void run(texts.busyKey, change);
  };
  return (
    <section class="card" aria-labelledby="change">
      <h2 id="change">{t.title}</h2>
      <p class="hint">{t.hint}</p>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <KeyProblemNotice problem={problem} />
        {left.length > 0 && busy === '' ? (
          <p class="notice error">{t.oldLeft}</p>
        ) : (
          <NewPassphraseFields
            id="changed-passphrase"
            label={t.label}
            repeatLabel={t.repeat}
            value={next}
            onValue={setNext}
            errors={errors}
          />
        )}
        <ProofField id="change-proof" account={account} value={password} onValue={setPassword} />
        <BusyText text={busy} />
        <button type="submit" class="button" aria-disabled={busy !== ''}>
          {left.length > 0 && busy === '' ? t.removeOld : t.submit}
        </button>
        <p role="status">{saved}</p>
      </form>
    </section>
  );
}
