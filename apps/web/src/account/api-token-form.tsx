import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { wholeNumber } from '../ui/whole-number.ts';

interface ApiTokenFormProps {
  readonly account: Account;
  created(token: string): void;
}

export function ApiTokenForm({ account, created }: ApiTokenFormProps) {
  const { account: t, signIn } = useText();
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    const validDays = wholeNumber(days, 1, 365);
    const found: FieldError[] = [];
    if (name.trim() === '') found.push({ fieldId: 'token-name', text: t.tokenNameEnter });
    if (validDays === undefined) found.push({ fieldId: 'token-days', text: t.tokenDaysWrong });
    if (account.hasPassword && password === '') found.push({ fieldId: 'token-password', text: signIn.passwordEnter });
    setErrors(found);
    if (found.length > 0 || validDays === undefined) return;
    void run(async () => {
      const answer = await call('POST /api/v1/api-tokens', {
        body: { name: name.trim(), validDays, ...(account.hasPassword ? { currentPassword: password } : {}) },
      });
      setName('');
      setPassword('');
      created(answer.token);
    });
  };
  return (
    <form onSubmit={submit} noValidate class="narrow">
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <TextField
        id="token-name"
        label={t.tokenName}
        maxLength={100}
        value={name}
        onValue={setName}
        error={errorOf(errors, 'token-name')}
      />
      <TextField
        id="token-days"
        label={t.tokenDays}
        type="number"
        min={1}
        max={365}
        value={days}
        onValue={setDays}
        error={errorOf(errors, 'token-days')}
      />
      {account.hasPassword ? (
        <PasswordField
          id="token-password"
          label={t.tokenPassword}
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={errorOf(errors, 'token-password')}
        />
      ) : (
        <p class="hint">{t.tokenProof}</p>
      )}
      <button type="submit" class="button" aria-disabled={busy}>
        {t.tokenCreate}
      </button>
    </form>
  );
}
