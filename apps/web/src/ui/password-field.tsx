import { useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { Field } from './field.tsx';

interface PasswordFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly error?: string | undefined;
  readonly autocomplete: 'current-password' | 'new-password';
  readonly value: string;
  onValue(value: string): void;
}

/** A password that may be pasted and shown; password managers recognise it. */
export function PasswordField({ id, label, hint, optional, error, autocomplete, value, onValue }: PasswordFieldProps) {
  const t = useText();
  const [shown, setShown] = useState(false);
  // Preact's types know each kind of input alone; shown, it is a text field with the same attributes.
  const type = (shown ? 'text' : 'password') as 'password';
  return (
    <div class="password">
      <Field id={id} label={label} hint={hint} error={error}>
        {(attributes) => (
          <input
            type={type}
            name={id}
            autocomplete={autocomplete}
            autocapitalize="off"
            spellcheck={false}
            required={!optional}
            value={value}
            onInput={(e) => onValue(e.currentTarget.value)}
            {...attributes}
          />
        )}
      </Field>
      <label class="check">
        <input type="checkbox" checked={shown} onChange={(e) => setShown(e.currentTarget.checked)} />
        {t.signIn.showPassword}
      </label>
    </div>
  );
}
