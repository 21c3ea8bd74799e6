import { useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { EmailField, looksLikeEmail } from '../sign-in/email-field.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { useEntranceText } from './texts/entrance-text.ts';

interface AddressFormProps {
  readonly email: string;
  setEmail(email: string): void;
  /** @throws ApiProblem */
  ask(): Promise<void>;
}

export function AddressForm({ email, setEmail, ask }: AddressFormProps) {
  const { address: t } = useEntranceText();
  const { common } = useText();
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    const isAddress = looksLikeEmail(email);
    setErrors(isAddress ? [] : [{ fieldId: 'email', text: common.enterEmail }]);
    if (isAddress) void run(ask);
  };
  return (
    <form onSubmit={submit} noValidate class="narrow">
      <ErrorSummary errors={errors} />
      <ProblemNotice problem={problem} />
      <p>{t.intro}</p>
      <EmailField autocomplete="email" value={email} onValue={setEmail} error={errorOf(errors, 'email')} />
      <button type="submit" class="button primary" aria-disabled={busy}>
        {t.ask}
      </button>
    </form>
  );
}
