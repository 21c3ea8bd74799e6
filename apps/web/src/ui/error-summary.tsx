import { useLayoutEffect, useRef } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';

export interface FieldError {
  readonly fieldId: string;
  readonly text: string;
}

interface ErrorSummaryProps {
  /** What was found when the form was sent. */
  readonly errors: readonly FieldError[];
  /** What of it is still wrong; default: all. */
  readonly left?: readonly FieldError[];
}

/** All errors of a form, each leading to its field. Takes the focus when a new list appears, not while it shrinks. */
export function ErrorSummary({ errors, left = errors }: ErrorSummaryProps) {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);
  if (left.length === 0) return null;
  const lead = (event: Event, fieldId: string) => {
    event.preventDefault();
    document.getElementById(fieldId)?.focus();
  };
  return (
    <div class="notice error" role="alert" tabIndex={-1} ref={box}>
      <h2 class="notice-title">{t.common.pleaseCheck}</h2>
      <ul>
        {left.map(({ fieldId, text }) => (
          <li key={fieldId + text}>
            <a href={`#${fieldId}`} onClick={(event) => lead(event, fieldId)}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

export const errorOf = (errors: readonly FieldError[], fieldId: string): string | undefined =>
  errors.find((error) => error.fieldId === fieldId)?.text;
