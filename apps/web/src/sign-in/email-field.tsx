import { useText } from '../i18n/language.tsx';
import { TextField } from '../ui/field.tsx';

export const looksLikeEmail = (text: string): boolean => /^\S+@\S+$/.test(text.trim());

interface EmailFieldProps {
  readonly id?: string;
  readonly label?: string;
  readonly hint?: string;
  /** Whether it may stay empty. */
  readonly optional?: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly autocomplete?: string;
  onValue(value: string): void;
}

export function EmailField({ id = 'email', label, autocomplete = 'username', optional, ...rest }: EmailFieldProps) {
  const t = useText();
  return (
    <TextField
      id={id}
      name={id}
      label={label ?? t.common.email}
      type="email"
      inputmode="email"
      autocomplete={autocomplete}
      autocapitalize="off"
      spellcheck={false}
      required={!optional}
      {...(optional ? { optional } : {})}
      {...rest}
    />
  );
}
