import type { ComponentChildren } from 'preact';
import { useText } from '../i18n/language.tsx';

interface FieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: ComponentChildren;
  readonly error?: string | undefined;
  readonly optional?: boolean;
  /** Gets the attributes that tie the control to label, hint and error. */
  readonly children: (attributes: ControlAttributes) => ComponentChildren;
}

export interface ControlAttributes {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** A labelled control with hint and error. */
export function Field({ id, label, hint, error, optional, children }: FieldProps) {
  const t = useText();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for={id}>
        {label} {optional && <span class="optional">{t.common.optional}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error ? 'true' : undefined })}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

/** What a text field may say besides its label; Preact's own type ties each `type` to other attributes. */
interface InputAttributes {
  readonly type?: 'text' | 'email' | 'number' | 'date';
  readonly name?: string;
  readonly class?: string;
  readonly inputmode?: 'email' | 'numeric';
  readonly autocomplete?: string;
  readonly autocapitalize?: 'off';
  readonly spellcheck?: boolean;
  readonly required?: boolean;
  readonly maxLength?: number;
  readonly min?: number | string;
  readonly max?: number | string;
}

interface TextFieldProps extends InputAttributes, Omit<FieldProps, 'children'> {
  readonly value: string;
  onValue(value: string): void;
}

/** A one-line text field. */
export function TextField({ id, label, hint, error, optional, value, onValue, ...input }: TextFieldProps) {
  const onInput = (event: { currentTarget: HTMLInputElement }) => onValue(event.currentTarget.value);
  return (
    <Field id={id} label={label} hint={hint} error={error} {...(optional ? { optional } : {})}>
      {(attributes) => <input {...({ type: 'text', value, onInput, ...input, ...attributes } as object)} />}
    </Field>
  );
}
