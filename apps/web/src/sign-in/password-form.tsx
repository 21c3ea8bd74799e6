import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { EmailField, looksLikeEmail } from './email-field.tsx';

interface PasswordFormProps {
  readonly email: string;
  setEmail(email: string): void;
  signedIn(account: Account): void;
}

export function PasswordForm({ email, setEmail, signedIn }: PasswordFormProps) {
  const t = useText();
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useAction();

  const submit = (event: Event) => {
    event.preventDefault();
    const found: FieldError[] = [];
    if (!looksLikeEmail(email)) found.push({ fieldId: 'email', text: t.common.enterEmail });
    if (password === '') found.push({ fieldId: 'password', text: t.signIn.passwordEnter });
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      const answer = await call('POST /api/v1/session/password', { body: { email: email.trim(), password } });
      signedIn(answer.account);
    });
  };

  return (
    <form onSubmit={submit} noValidate class="narrow">
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <EmailField value={email} onValue={setEmail} error={errorOf(errors, 'email')} />
      <PasswordField
        id="password"
        label={t.signIn.password}
        autocomplete="current-password"
        value={password}
        onValue={setPassword}
        error={errorOf(errors, 'password')}
      />
      <button type="submit" class="button primary" aria-disabled={busy}>
        {t.signIn.withPassword}
      </button>
    </form>
  );
}
