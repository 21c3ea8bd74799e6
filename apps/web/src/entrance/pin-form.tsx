import type { Answer, Entrance } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { sentenceOf } from '../i18n/errors.ts';
import { useText } from '../i18n/language.tsx';
import { ErrorSummary, errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { EntranceFacts } from './entrance-facts.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

interface PinFormProps {
  readonly token: string;
  readonly entrance: Entrance;
  /** Whether it was typed before, and is too old now. */
  readonly again: boolean;
  unlocked(answer: Answer<'POST /api/v1/entrances/:token/unlock'>): void;
}

/** The PIN comes before all that is asked for. */
export function PinForm({ token, entrance, again, unlocked }: PinFormProps) {
  const t = useEntranceText();
  const { errors: sentences } = useText();
  const [pin, setPin] = useState('');
  const [errors, setErrors] = useState<FieldError[]>([]);
  const { busy, problem, run } = useAction();

  const submit = (event: Event) => {
    event.preventDefault();
    const isPin = /^\d{4,12}$/.test(pin.replace(/\s/gu, ''));
    setErrors(isPin ? [] : [{ fieldId: 'pin', text: t.pin.enter }]);
    if (isPin) void run(() => unlock());
  };
  const unlock = async () => {
    try {
      unlocked(await call('POST /api/v1/entrances/:token/unlock', { params: { token }, body: { pin } }));
    } catch (error) {
      if (!(error instanceof ApiProblem && error.code === 'pin_wrong')) throw error;
      setPin('');
      setErrors([{ fieldId: 'pin', text: sentenceOf(sentences, error.code, error.details) }]);
    }
  };

  return (
    <Page title={t.title}>
      <EntranceFacts entrance={entrance} />
      <form onSubmit={submit} noValidate class="narrow">
        <ErrorSummary errors={errors} />
        <ProblemNotice problem={problem} />
        <p>{again ? t.pin.again : t.pin.intro}</p>
        <TextField
          id="pin"
          name="pin"
          label={t.pin.label}
          hint={t.pin.hint}
          inputmode="numeric"
          autocomplete="off"
          class="code-input"
          maxLength={24}
          required
          value={pin}
          onValue={setPin}
          error={errorOf(errors, 'pin')}
        />
        <button type="submit" class="button primary" aria-disabled={busy}>
          {t.pin.submit}
        </button>
      </form>
    </Page>
  );
}
