import { useRef, useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';

interface CopyFieldProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** A value to copy: by the button, or by hand where the browser allows no copying. */
export function CopyField({ id, label, value }: CopyFieldProps) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    input.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Not allowed here: the selected text can be copied by hand.
    }
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        ref={input}
        type="text"
        class="secret"
        readOnly
        value={value}
        onFocus={(e) => e.currentTarget.select()}
      />
      <button type="button" class="button" onClick={() => void copy()}>
        {t.common.copy}
      </button>{' '}
      <span role="status">{copied ? t.common.copied : ''}</span>
    </div>
  );
}
