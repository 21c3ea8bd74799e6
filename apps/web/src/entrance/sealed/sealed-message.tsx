import { Field } from '../../ui/field.tsx';
import { useEntranceText } from '../texts/entrance-text.ts';

interface SealedMessageProps {
  readonly value: string;
  onValue(value: string): void;
}

/** Level 4: what somebody writes to the owner, who alone can read it. */
export function SealedMessage({ value, onValue }: SealedMessageProps) {
  const { sealed: t } = useEntranceText();
  return (
    <Field id="sealed-message" label={t.message} hint={t.messageHint} optional>
      {(attributes) => (
        <textarea {...attributes} maxLength={20_000} value={value} onInput={(e) => onValue(e.currentTarget.value)} />
      )}
    </Field>
  );
}
