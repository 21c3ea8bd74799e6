import { passphraseStrength } from '@umschlag/keyring/light';
import { useState } from 'preact/hooks';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { PasswordField } from '../ui/password-field.tsx';
import { ask } from './keyring.ts';
import type { KeyTexts } from './texts/de.ts';
import { useKeyText } from './texts/key-text.ts';

export interface NewPassphrase {
  readonly passphrase: string;
  readonly repeated: string;
  /** The one that was suggested, to be read and written down. */
  readonly suggestion: string;
}

export const NO_PASSPHRASE: NewPassphrase = { passphrase: '', repeated: '', suggestion: '' };

/** What is wrong with it; `id` is that of the fields. */
export function passphraseErrors(id: string, { passphrase, repeated }: NewPassphrase, t: KeyTexts): FieldError[] {
  if (passphraseStrength(passphrase) === 'weak') return [{ fieldId: id, text: t.passphrase.weak }];
  return passphrase === repeated ? [] : [{ fieldId: `${id}-repeat`, text: t.passphrase.different }];
}

interface NewPassphraseFieldsProps {
  readonly id: string;
  readonly label?: string;
  readonly repeatLabel?: string;
  readonly value: NewPassphrase;
  readonly errors: readonly FieldError[];
  onValue(value: NewPassphrase): void;
}

/** A new passphrase, twice, with its strength; or one that is suggested and filled in. */
export function NewPassphraseFields({ id, label, repeatLabel, value, errors, onValue }: NewPassphraseFieldsProps) {
  const { passphrase: t } = useKeyText();
  const [failed, setFailed] = useState(false);
  const suggest = () =>
    ask('suggestPassphrase', null).then(
      (suggestion) => onValue({ passphrase: suggestion, repeated: suggestion, suggestion }),
      () => setFailed(true),
    );
  return (
    <>
      <PasswordField
        id={id}
        label={label ?? t.label}
        hint={t.hint}
        autocomplete="new-password"
        value={value.passphrase}
        onValue={(passphrase) => onValue({ ...value, passphrase, suggestion: '' })}
        error={errorOf(errors, id)}
      />
      <p class="strength" role="status">
        {value.passphrase === '' ? '' : `${t.strengthLabel} ${t.strength[passphraseStrength(value.passphrase)]}`}
      </p>
      {!failed && (
        <button type="button" class="button suggest" onClick={() => void suggest()}>
          {t.suggest}
        </button>
      )}
      <div role="status">
        {value.suggestion !== '' && (
          <div class="notice">
            <p>{t.suggested(value.suggestion)}</p>
            <p>{t.suggestedHint}</p>
          </div>
        )}
      </div>
      <PasswordField
        id={`${id}-repeat`}
        label={repeatLabel ?? t.repeat}
        autocomplete="new-password"
        value={value.repeated}
        onValue={(repeated) => onValue({ ...value, repeated })}
        error={errorOf(errors, `${id}-repeat`)}
      />
    </>
  );
}
