import type { Account, Answer, Body } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { formatDateTime } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { useOrganisationText } from './texts/organisation-text.ts';

type Loaded = Answer<'GET /api/v1/organisation/submitted-files'>;
type Policy = Body<'PUT /api/v1/organisation/submitted-files'>;
const RULES = ['allowMacros', 'allowActivePdf', 'allowEncrypted', 'allowUnchecked'] as const;

/** An administrator says which files the organisation takes of citizens. */
export function SubmittedFiles({ account }: { readonly account: Account }) {
  const t = useOrganisationText();
  const { value, problem, setValue, reload } = useLoaded(() => call('GET /api/v1/organisation/submitted-files', {}));
  return (
    <section class="card" aria-labelledby="submitted-files">
      <h2 id="submitted-files">{t.title}</h2>
      <p>{t.intro}</p>
      <ProblemNotice problem={problem} onRetry={() => void reload()} />
      {value && <PolicyForm policy={value.policy} changed={setValue} />}
      {value && <Changes changes={value.changes} timeZone={account.organisation?.timeZone} />}
    </section>
  );
}

function PolicyForm({ policy, changed }: { readonly policy: Policy; changed(answer: Loaded): void }) {
  const t = useOrganisationText();
  const [form, setForm] = useState(policy);
  const [status, setStatus] = useState('');
  const { busy, problem, run } = useAction();
  const submit = (event: Event) => {
    event.preventDefault();
    setStatus('');
    void run(async () => {
      changed(await call('PUT /api/v1/organisation/submitted-files', { body: form }));
      setStatus(t.saved);
    });
  };
  return (
    <form onSubmit={submit}>
      <ul class="checks">
        {RULES.map((rule) => (
          <li key={rule}>
            <label class="check">
              <input
                type="checkbox"
                name={rule}
                checked={form[rule]}
                aria-describedby={`${rule}-hint`}
                onChange={(event) => setForm({ ...form, [rule]: event.currentTarget.checked })}
              />
              {t.allow[rule].name}
            </label>
            <p class="hint" id={`${rule}-hint`}>
              {t.allow[rule].text}
            </p>
          </li>
        ))}
      </ul>
      <ProblemNotice problem={problem} />
      <button type="submit" class="button" aria-disabled={busy}>
        {t.save}
      </button>
      <p role="status">{status}</p>
    </form>
  );
}

interface ChangesProps {
  readonly changes: Loaded['changes'];
  readonly timeZone: string | undefined;
}

/** Who has changed what, newest first. */
function Changes({ changes, timeZone }: ChangesProps) {
  const t = useOrganisationText();
  const { language } = useLanguage();
  const differences = ({ before, after }: ChangesProps['changes'][number]) =>
    RULES.filter((rule) => before[rule] !== after[rule])
      .map((rule) => (after[rule] ? t.allowed : t.forbidden)(t.allow[rule].name))
      .join('; ');
  return (
    <details>
      <summary>{t.changes}</summary>
      {changes.length === 0 && <p>{t.noChanges}</p>}
      <ul>
        {changes.map((change) => (
          <li key={change.at}>
            {t.change(formatDateTime(change.at, language, timeZone), change.by ?? t.nobody)}: {differences(change)}
          </li>
        ))}
      </ul>
    </details>
  );
}
