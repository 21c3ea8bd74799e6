import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { KeyProblemNotice } from '../keys/key-problem-notice.tsx';
import { useKeyAction } from '../keys/use-key-action.ts';
import { useUnlockedKey } from '../keys/use-unlocked-key.tsx';
import { navigate } from '../routing/navigation.ts';
import { OwnerChoice } from '../teams/owner-choice.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { DocumentEditor } from './document-editor.tsx';
import { noteJustCreated } from './just-created.ts';
import { OtherBeginning } from './other-beginning.tsx';
import { errorsOf } from './request-errors.ts';
import { fieldsOf, pinOf, type RequestForm } from './request-form.ts';
import { RequestSettings } from './request-settings.tsx';
import { requireOwnKey } from './sealed/own-link.ts';
import { ownersFingerprint } from './sealed/owners-key.ts';
import { StepHeading } from './step-heading.tsx';
import { inLanguage, type TemplateName } from './templates.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

/** What a request begins with. */
export interface Beginning {
  /** What people call it. */
  readonly label: string;
  /** undefined: an earlier request. */
  readonly template: TemplateName | undefined;
  readonly form: RequestForm;
}

interface RequestFormViewProps {
  readonly account: Account;
  readonly beginning: Beginning;
  readonly takesFocus: boolean;
  /** Back to the choice; what was written is given up. */
  onOther(): void;
}

/** The form of a request, filled in by what it begins with. */
export function RequestFormView({ account, beginning, takesFocus, onOther }: RequestFormViewProps) {
  const { form: t } = useUploadLinkText();
  const { common } = useText();
  const [form, setForm] = useState(beginning.form);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const { busy, problem, run } = useKeyAction();
  const secretKey = useUnlockedKey(account);
  const change = (fields: Partial<RequestForm>) => setForm((before) => ({ ...before, ...fields }));
  // What is mended while typing is no longer marked; what is new waits for the next try.
  const wrong = new Map(errorsOf(form, account, t.errors).map(({ fieldId, text }) => [fieldId, text]));
  const left = errors.flatMap(({ fieldId }) => {
    const text = wrong.get(fieldId);
    return text === undefined ? [] : [{ fieldId, text }];
  });

  const submit = (event: Event) => {
    event.preventDefault();
    const found = errorsOf(form, account, t.errors);
    setErrors(found);
    if (found.length > 0) return;
    void run(common.loading, async () => {
      const key = form.level >= 3 ? await ownersFingerprint(account, form.teamId, secretKey) : undefined;
      const { uploadLink } = await call('POST /api/v1/upload-links', { body: fieldsOf(form, account, key) });
      requireOwnKey(uploadLink, key);
      noteJustCreated(uploadLink.id, pinOf(form));
      navigate(`/upload-links/${uploadLink.id}`, 'replace');
    });
  };

  return (
    <>
      <StepHeading id="beginning" takesFocus={takesFocus} text={beginning.label} />
      <OtherBeginning isChanged={form !== beginning.form} onOther={onOther} />
      <form onSubmit={submit} noValidate>
        <ErrorSummary errors={errors} left={left} />
        <TextField
          id="title"
          label={t.name}
          hint={t.nameHint}
          required
          maxLength={200}
          autocomplete="off"
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
        <OwnerChoice teamId={form.teamId} onTeam={(teamId) => change({ teamId })} />
        <DocumentEditor documents={form.documents} errors={left} onChange={(documents) => change({ documents })} />
        <RequestSettings
          form={form}
          account={account}
          errors={left}
          onChange={change}
          onLanguage={(language) => setForm((before) => inLanguage(before, language, beginning.template))}
        />
        <KeyProblemNotice problem={problem} />
        <p>
          <button type="submit" class="button primary" aria-disabled={busy !== ''}>
            {busy || t.submit}
          </button>
        </p>
      </form>
      {secretKey.dialog}
    </>
  );
}
