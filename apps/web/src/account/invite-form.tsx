import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { EmailField, looksLikeEmail } from '../sign-in/email-field.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

const ROLES = ['member', 'administrator'] as const;
type Role = (typeof ROLES)[number];

/** An administrator invites a caseworker to the organisation. */
export function InviteForm() {
  const { account: t, common } = useText();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('member');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [status, setStatus] = useState('');
  const { busy, problem, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    setStatus('');
    const found = looksLikeEmail(email) ? [] : [{ fieldId: 'invite-email', text: common.enterEmail }];
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      await call('POST /api/v1/invitations', { body: { email: email.trim(), role } });
      setStatus(t.invited(email.trim()));
      setEmail('');
    });
  };
  return (
    <section class="card" aria-labelledby="invite">
      <h2 id="invite">{t.invite}</h2>
      <p>{t.inviteHint}</p>
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <ProblemNotice problem={problem} />
        <EmailField
          id="invite-email"
          autocomplete="off"
          value={email}
          onValue={setEmail}
          error={errorOf(errors, 'invite-email')}
        />
        <Field id="role" label={t.role}>
          {(attributes) => (
            <select {...attributes} value={role} onChange={(e) => setRole(e.currentTarget.value as Role)}>
              {ROLES.map((one) => (
                <option key={one} value={one}>
                  {t.roles[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" class="button" aria-disabled={busy}>
          {t.inviteSend}
        </button>
        <p role="status">{status}</p>
      </form>
    </section>
  );
}
