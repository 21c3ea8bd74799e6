import type { Answer } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { EmailField, looksLikeEmail } from './email-field.tsx';

interface AskCodeProps {
  readonly email: string;
  readonly returnTo: string;
  setEmail(email: string): void;
  setChallenge(challenge: Answer<'POST /api/v1/session/code'>): void;
}

/** Asks for a mailed code. The answer is the same whether the address is known or not. */
export function AskCode({ email, returnTo, setEmail, setChallenge }: AskCodeProps) {
  const { t, language } = useLanguage();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useAction();

  const submit = (event: Event) => {
    event.preventDefault();
    const found = looksLikeEmail(email) ? [] : [{ fieldId: 'email', text: t.common.enterEmail }];
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      setChallenge(await call('POST /api/v1/session/code', { body: { email: email.trim(), language, returnTo } }));
    });
  };

  return (
    <form onSubmit={submit} noValidate class="narrow">
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <p>{t.signIn.withCodeHint}</p>
      <EmailField value={email} onValue={setEmail} error={errorOf(errors, 'email')} />
      <button type="submit" class="button primary" aria-disabled={busy}>
        {t.signIn.withCode}
      </button>
    </form>
  );
}
