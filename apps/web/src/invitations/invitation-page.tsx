import { useEffect, useState } from 'preact/hooks';
import { NewPasswordField } from '../account/new-password-field.tsx';
import { strengthOf } from '../account/password-strength.ts';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { takeFragment } from '../routing/fragment.ts';
import { navigate } from '../routing/navigation.ts';
import { useSession } from '../session/session.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

/** A caseworker accepts an invitation: name and password. The token stands in the fragment. */
export default function InvitationPage() {
  const { invitation: t, errors: sentences } = useText();
  const { setAccount } = useSession();
  const [token, setToken] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useAction();
  useEffect(() => setToken(takeFragment()), []);

  const submit = (event: Event) => {
    event.preventDefault();
    const found: FieldError[] = [];
    if (displayName.trim() === '') found.push({ fieldId: 'name', text: t.displayNameEnter });
    if (strengthOf(password) === 'weak') {
      found.push({ fieldId: 'new-password', text: String(sentences.password_too_weak) });
    }
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      const body = { token, displayName: displayName.trim(), password };
      setAccount((await call('POST /api/v1/invitations/accept', { body })).account);
      navigate('/deliveries', 'replace');
    });
  };

  return (
    <Page title={t.title}>
      <p>{t.text}</p>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <ProblemNotice problem={problem} />
        <TextField
          id="name"
          label={t.displayName}
          hint={t.displayNameHint}
          autocomplete="name"
          maxLength={100}
          required
          value={displayName}
          onValue={setDisplayName}
          error={errorOf(errors, 'name')}
        />
        <NewPasswordField value={password} onValue={setPassword} error={errorOf(errors, 'new-password')} />
        <button type="submit" class="button primary" aria-disabled={busy}>
          {t.accept}
        </button>
      </form>
    </Page>
  );
}
