import type { AcceptedKind } from '@umschlag/contract';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { type DocumentDraft, KINDS } from './request-form.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface DocumentLineProps {
  readonly document: DocumentDraft;
  /** Its place in the list, from 1. */
  readonly number: number;
  readonly isLast: boolean;
  readonly errors: readonly FieldError[];
  onChange(fields: Partial<DocumentDraft>): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** A requested document while it is written. */
export function DocumentLine({ document, number, isLast, errors, onChange, onMove, onRemove }: DocumentLineProps) {
  const { form: t } = useUploadLinkText();
  const { key, name, explanation, isRequired } = document;
  const label = name.trim() || t.document(number);
  return (
    <li class="card">
      <fieldset>
        <legend>{t.document(number)}</legend>
        <TextField
          id={`document-${key}`}
          label={t.documentName}
          maxLength={200}
          required
          autocomplete="off"
          value={name}
          onValue={(typed) => onChange({ name: typed })}
          error={errorOf(errors, `document-${key}`)}
        />
        <TextField
          id={`explanation-${key}`}
          label={t.documentExplanation}
          optional
          maxLength={2000}
          autocomplete="off"
          value={explanation}
          onValue={(typed) => onChange({ explanation: typed })}
        />
        <KindChoice
          document={document}
          error={errorOf(errors, `kind-${key}-pdf`)}
          onChange={(acceptedKinds) => onChange({ acceptedKinds })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={isRequired}
            onChange={(e) => onChange({ isRequired: e.currentTarget.checked })}
          />
          {t.isRequired}
        </label>
      </fieldset>
      <div class="button-row">
        {number > 1 && (
          <button
            id={`up-${key}`}
            type="button"
            class="button"
            aria-label={t.moveUpOf(label)}
            onClick={() => onMove(-1)}
          >
            {t.moveUp}
          </button>
        )}
        {!isLast && (
          <button
            id={`down-${key}`}
            type="button"
            class="button"
            aria-label={t.moveDownOf(label)}
            onClick={() => onMove(1)}
          >
            {t.moveDown}
          </button>
        )}
        <button type="button" class="button" aria-label={t.removeOf(label)} onClick={onRemove}>
          {t.remove}
        </button>
      </div>
    </li>
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
    <fieldset class="kinds" aria-describedby={error ? `kind-${key}-error` : undefined}>
      <legend>{t.kinds}</legend>
      <div class="checks">
        {KINDS.map((kind) => (
          <label key={kind} class="check">
            <input
              id={`kind-${key}-${kind}`}
              type="checkbox"
              checked={acceptedKinds.includes(kind)}
              onChange={(e) => toggle(kind, e.currentTarget.checked)}
            />
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
