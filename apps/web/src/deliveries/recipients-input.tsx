import { useRef, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { addAddresses, looksLikeAddress, splitAddresses } from './addresses.ts';

interface RecipientsInputProps {
  readonly recipients: readonly string[];
  readonly error: string | undefined;
  onChange(recipients: readonly string[]): void;
}

/** Addresses as a list that grows while typing or pasting. Each can be removed by its button, the last by Backspace. */
export function RecipientsInput({ recipients, error, onChange }: RecipientsInputProps) {
  const { compose: t } = useText();
  const [text, setText] = useState('');
  const [status, setStatus] = useState('');
  const input = useRef<HTMLInputElement>(null);

  const add = (typed: string) => {
    setText('');
    const next = addAddresses(recipients, splitAddresses(typed));
    if (next.length === recipients.length) return;
    setStatus(t.recipientAdded(next.length - recipients.length));
    onChange(next);
  };
  const remove = (address: string) => {
    onChange(recipients.filter((one) => one !== address));
    setStatus(t.recipientRemoved(address));
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ends = event.key === 'Enter' || event.key === ',' || event.key === ';';
    if (ends && !event.isComposing) {
      if (text.trim() === '' && event.key === 'Enter') return;
      event.preventDefault();
      add(text);
    }
    const last = recipients.at(-1);
    if (event.key === 'Backspace' && text === '' && last !== undefined) remove(last);
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = event.clipboardData?.getData('text') ?? '';
    if (!/[,;\n\r\t]/.test(pasted)) return;
    event.preventDefault();
    add(`${text}${pasted}`);
  };

  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for="recipients">{t.recipients}</label>
      <p class="hint" id="recipients-hint">
        {t.recipientsHint}
      </p>
      <div class="chips">
        {recipients.length > 0 && (
          <ul aria-label={t.recipients}>
            {recipients.map((address) => (
              <li key={address} class={looksLikeAddress(address) ? undefined : 'bad'}>
                {address}
                <button
                  type="button"
                  class="chip-remove"
                  aria-label={t.recipientRemove(address)}
                  onClick={() => remove(address)}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
        <input
          id="recipients"
          ref={input}
          type="text"
          inputmode="email"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={text}
          aria-describedby={error ? 'recipients-hint recipients-error' : 'recipients-hint'}
          aria-invalid={error ? 'true' : undefined}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={() => add(text)}
        />
      </div>
      {error && (
        <p class="field-error" id="recipients-error">
          {error}
        </p>
      )}
      <p class="visually-hidden" role="status">
        {status}
      </p>
    </div>
  );
}
