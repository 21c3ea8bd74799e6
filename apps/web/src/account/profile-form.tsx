import type { Account, Language } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';

const LANGUAGES: readonly Language[] = ['de', 'en'];

export function ProfileForm({ account }: { readonly account: Account }) {
  const { t: texts, setLanguage: showLanguage } = useLanguage();
  const t = texts.account;
  const { setAccount } = useSession();
  const [displayName, setDisplayName] = useState(account.displayName ?? '');
  const [language, setLanguage] = useState<Language>(account.language);
  const [saved, setSaved] = useState(false);
  const { busy, problem, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    setSaved(false);
    void run(async () => {
      const body = { displayName: displayName.trim() || null, language };
      setAccount((await call('PATCH /api/v1/account', { body })).account);
      await showLanguage(language);
      setSaved(true);
    });
  };
  return (
    <section class="card" aria-labelledby="profile">
      <h2 id="profile">{t.profile}</h2>
      <p>{t.email(account.email)}</p>
      <form onSubmit={submit} noValidate class="narrow">
        <ProblemNotice problem={problem} />
        <TextField
          id="display-name"
          label={t.displayName}
          optional
          autocomplete="name"
          maxLength={100}
          value={displayName}
          onValue={setDisplayName}
        />
        <Field id="language" label={t.language}>
          {(attributes) => (
            <select {...attributes} value={language} onChange={(e) => setLanguage(e.currentTarget.value as Language)}>
              {LANGUAGES.map((one) => (
                <option key={one} value={one} lang={one}>
                  {t.languages[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <button type="submit" class="button primary" aria-disabled={busy}>
          {texts.common.save}
        </button>{' '}
        <span role="status">{saved ? texts.common.saved : ''}</span>
      </form>
    </section>
  );
}
