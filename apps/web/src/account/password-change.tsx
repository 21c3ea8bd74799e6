import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { NewPasswordField } from './new-password-field.tsx';
import { strengthOf } from './password-strength.ts';

interface PasswordChangeProps {
  readonly account: Account;
  /** Sessions and API tokens are no longer what they were. */
  changed(): void;
}

export function PasswordChange({ account, changed }: PasswordChangeProps) {
  const { account: t, errors: sentences } = useText();
  const { setAccount } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [saved, setSaved] = useState('');
  const { busy, problem, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    setSaved('');
    const found: FieldError[] = [];
    if (strengthOf(next) === 'weak') found.push({ fieldId: 'new-password', text: String(sentences.password_too_weak) });
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      // Left empty, a recent sign-in by code takes its place: that is the way out for whoever forgot it.
      const body = { newPassword: next, ...(current === '' ? {} : { currentPassword: current }) };
      const { revokedApiTokens } = await call('PUT /api/v1/account/password', { body });
      setAccount({ ...account, hasPassword: true });
      setCurrent('');
      setNext('');
      setSaved(t.passwordSaved(revokedApiTokens));
      changed();
    });
  };
  return (
    <section class="card" aria-labelledby="password">
      <h2 id="password">{t.password}</h2>
      {!account.hasPassword && <p>{t.passwordNone}</p>}
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <ProblemNotice problem={problem} />
        {/* Tells password managers whose password this is. */}
        <input type="text" name="username" autocomplete="username" value={account.email} readOnly hidden />
        {account.hasPassword && (
          <PasswordField
            id="current-password"
            label={t.currentPassword}
            hint={t.currentPasswordHint}
            optional
            autocomplete="current-password"
            value={current}
            onValue={setCurrent}
            error={errorOf(errors, 'current-password')}
          />
        )}
        <NewPasswordField value={next} onValue={setNext} error={errorOf(errors, 'new-password')} />
        <button type="submit" class="button" aria-disabled={busy}>
          {t.passwordSave}
        </button>
        <p role="status">{saved}</p>
      </form>
    </section>
  );
}
