import type { Account } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import { useSession } from '../session/session.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { DocumentEditor } from './document-editor.tsx';
import { noteJustCreated } from './just-created.ts';
import { emptyForm, errorsOf, fieldsOf, fromEarlier, type RequestForm } from './request-form.ts';
import { RequestSettings } from './request-settings.tsx';
import { TemplateChoice } from './template-choice.tsx';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** A new request for documents. */
export default function NewPage() {
  const { account } = useSession();
  return account ? <NewRequest account={account} /> : null;
}

function NewRequest({ account }: { readonly account: Account }) {
  const { form: t } = useUploadLinkText();
  const { common } = useText();
  const [form, setForm] = useState<RequestForm>(() => emptyForm(account));
  const [template, setTemplate] = useState('');
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { busy, problem, run } = useAction();
  const earlier = new URLSearchParams(location.search).get('from');
  useEffect(() => {
    if (!earlier) return;
    void run(async () => {
      const { uploadLink } = await call('GET /api/v1/upload-links/:id', { params: { id: earlier } });
      setForm((before) => fromEarlier(before, uploadLink));
      setTemplate(earlier);
    });
  }, [earlier]);
  const change = (fields: Partial<RequestForm>) => setForm((before) => ({ ...before, ...fields }));
  const left = errors.length > 0 ? errorsOf(form, account, t.errors) : [];

  const submit = (event: Event) => {
    event.preventDefault();
    const found = errorsOf(form, account, t.errors);
    setErrors(found);
    if (found.length > 0) return;
    void run(async () => {
      const { uploadLink } = await call('POST /api/v1/upload-links', { body: fieldsOf(form, account) });
      noteJustCreated(uploadLink.id, form.pin.replace(/\s/g, ''));
      navigate(`/upload-links/${uploadLink.id}`);
    });
  };

  return (
    <Page title={t.title}>
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} left={left} />
        <TemplateChoice
          form={form}
          chosen={template}
          onChosen={(name, next) => {
            setTemplate(name);
            setForm(next);
          }}
        />
        <TextField
          id="title"
          label={t.name}
          hint={t.nameHint}
          required
          maxLength={200}
          value={form.title}
          onValue={(title) => change({ title })}
          error={errorOf(left, 'title')}
        />
        <TextField
          id="reference"
          label={t.reference}
          optional
          maxLength={200}
          autocomplete="off"
          value={form.reference}
          onValue={(reference) => change({ reference })}
        />
        <Field id="instructions" label={t.instructions} hint={t.instructionsHint} optional>
          {(attributes) => (
            <textarea
              {...attributes}
              maxLength={20_000}
              value={form.instructions}
              onInput={(e) => change({ instructions: e.currentTarget.value })}
            />
          )}
        </Field>
        <DocumentEditor documents={form.documents} errors={left} onChange={(documents) => change({ documents })} />
        <RequestSettings form={form} account={account} errors={left} onChange={change} />
        <ProblemNotice problem={problem} />
        <p>
          <button type="submit" class="button primary" aria-disabled={busy}>
            {busy ? common.loading : t.submit}
          </button>
        </p>
      </form>
    </Page>
  );
}
