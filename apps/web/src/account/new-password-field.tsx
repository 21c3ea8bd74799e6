import { useText } from '../i18n/language.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { strengthOf } from './password-strength.ts';

interface NewPasswordFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  onValue(value: string): void;
}

export function NewPasswordField(props: NewPasswordFieldProps) {
  const { invitation: t } = useText();
  return (
    <>
      <PasswordField
        id="new-password"
        label={t.newPassword}
        hint={t.passwordHint}
        autocomplete="new-password"
        {...props}
      />
      <p class="strength" role="status">
        {props.value === '' ? '' : `${t.strengthLabel} ${t.strength[strengthOf(props.value)]}`}
      </p>
    </>
  );
}
