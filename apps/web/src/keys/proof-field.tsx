import type { Account } from '@umschlag/contract';
import { PasswordField } from '../ui/password-field.tsx';
import { useKeyText } from './texts/key-text.ts';

interface ProofFieldProps {
  readonly id: string;
  readonly account: Account;
  readonly value: string;
  onValue(value: string): void;
}

/** The sign-in password once more, for what a session alone may not do; a recent sign-in takes its place. */
export function ProofField({ id, account, value, onValue }: ProofFieldProps) {
  const { proof: t } = useKeyText();
  if (!account.hasPassword) return <p class="hint">{t.none}</p>;
  return (
    <PasswordField
      id={id}
      label={t.label}
      hint={t.hint}
      optional
      autocomplete="current-password"
      value={value}
      onValue={onValue}
    />
  );
}

export const proofOf = (password: string): { currentPassword?: string } =>
  password === '' ? {} : { currentPassword: password };
