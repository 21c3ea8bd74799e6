import { AppError } from '@umschlag/std';
import { MIN_PASSWORD_CHARACTERS, passwordWeakness } from './password.policy.ts';

/** @throws AppError password_too_weak with `reason` */
export function requireStrongPassword(password: string, email: string): void {
  const reason = passwordWeakness(password, email);
  if (reason === undefined) return;
  const details = { reason, minCharacters: MIN_PASSWORD_CHARACTERS };
  throw new AppError('password_too_weak', 'The password is too easy to guess.', { details });
}
