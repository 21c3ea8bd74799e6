import type { AcceptedKind } from '@umschlag/contract';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { type DocumentDraft, KINDS, newDocument } from './request-form.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface DocumentEditorProps {
  readonly documents: readonly DocumentDraft[];
  readonly errors: readonly FieldError[];
  onChange(documents: readonly DocumentDraft[]): void;
}

/** The checklist: lines to add, to remove and to put in order. */
export function DocumentEditor({ documents, errors, onChange }: DocumentEditorProps) {
  const { form: t } = useUploadLinkText();
  const change = (key: number, fields: Partial<DocumentDraft>) =>
    onChange(documents.map((one) => (one.key === key ? { ...one, ...fields } : one)));
  const moveUp = (at: number) => {
    const moved = [...documents];
    moved.splice(at - 1, 0, ...moved.splice(at, 1));
    onChange(moved);
  };
  const add = () => {
    const line = newDocument();
    onChange([...documents, line]);
    // The line is there with the next drawing.
    requestAnimationFrame(() => document.getElementById(`document-${line.key}`)?.focus());
  };
  const remove = (key: number) => {
    onChange(documents.filter((one) => one.key !== key));
    document.getElementById('add-document')?.focus();
  };
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{t.documents}</h2>
      <ol class="documents">
        {documents.map((one, at) => {
          const label = one.name.trim() || t.document(at + 1);
          return (
            <li key={one.key} class="card">
              <TextField
                id={`document-${one.key}`}
                label={`${t.document(at + 1)}: ${t.documentName}`}
                maxLength={200}
                required
                value={one.name}
                onValue={(name) => change(one.key, { name })}
                error={errorOf(errors, `document-${one.key}`)}
              />
              <TextField
                id={`explanation-${one.key}`}
                label={t.documentExplanation}
                optional
                maxLength={2000}
                value={one.explanation}
                onValue={(explanation) => change(one.key, { explanation })}
              />
              <KindChoice
                document={one}
                error={errorOf(errors, `kind-${one.key}-pdf`)}
                onChange={(acceptedKinds) => change(one.key, { acceptedKinds })}
              />
              <label class="check">
                <input
                  type="checkbox"
                  checked={one.isRequired}
                  onChange={(e) => change(one.key, { isRequired: e.currentTarget.checked })}
                />{' '}
                {t.isRequired}
              </label>
              <div class="button-row">
                {at > 0 && (
                  <button type="button" class="button quiet" onClick={() => moveUp(at)}>
                    {t.moveUp(label)}
                  </button>
                )}
                <button type="button" class="button quiet" onClick={() => remove(one.key)}>
                  {t.removeDocument(label)}
                </button>
              </div>
            </li>
          );
        })}
      </ol>
      <p>
        <button id="add-document" type="button" class="button" onClick={add}>
          {t.addDocument}
        </button>
      </p>
    </section>
  );
}

interface KindChoiceProps {
  readonly document: DocumentDraft;
  readonly error: string | undefined;
  onChange(kinds: readonly AcceptedKind[]): void;
}

function KindChoice({ document: { key, acceptedKinds }, error, onChange }: KindChoiceProps) {
  const { form: t } = useUploadLinkText();
  const toggle = (kind: AcceptedKind, isOn: boolean) =>
    onChange(KINDS.filter((one) => (one === kind ? isOn : acceptedKinds.includes(one))));
  return (
    <fieldset aria-describedby={error ? `kind-${key}-error` : undefined}>
      <legend>{t.kinds}</legend>
      <div class="checks">
        {KINDS.map((kind) => (
          <label key={kind} class="check">
            <input
              id={`kind-${key}-${kind}`}
              type="checkbox"
              checked={acceptedKinds.includes(kind)}
              onChange={(e) => toggle(kind, e.currentTarget.checked)}
            />{' '}
            {t.kindNames[kind]}
          </label>
        ))}
      </div>
      {error && (
        <p class="field-error" id={`kind-${key}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
