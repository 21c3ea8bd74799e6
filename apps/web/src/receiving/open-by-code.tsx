import type { ReceivedDelivery } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { BusyText } from '../keys/busy-text.tsx';
import { KeyProblem } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import type { AnyKeyProblem } from '../keys/problem-text.ts';
import { TextField } from '../ui/field.tsx';
import { OpeningProblem } from './opening-problem.tsx';
import type { ReceivingTexts } from './texts/de.ts';
import { useReceivingText } from './texts/receiving-text.ts';
import type { Opening } from './use-opening.ts';

interface OpenByCodeProps {
  readonly delivery: ReceivedDelivery;
  readonly opening: Opening;
  /** If one is unlocked, the sender's key is held against what is remembered. */
  readonly unlocked: UnlockedKey | undefined;
}

/** Opens with the access code that the sender has told. */
export function OpenByCode({ delivery, opening, unlocked: key }: OpenByCodeProps) {
  const texts = useReceivingText();
  const t = texts.byCode;
  const [code, setCode] = useState('');
  const [isMissing, setMissing] = useState(false);
  const { busy, problem, remembered, acceptKey } = opening;
  const mistyped = isMissing ? t.enter : mistypedText(problem, t);
  const submit = (event: Event) => {
    event.preventDefault();
    setMissing(code.trim() === '');
    if (code.trim() !== '') void opening.open(texts.opening, async () => ({ opener: { accessCode: code }, key }));
  };
  return (
    <section class="card" aria-labelledby="open">
      <h2 id="open">{t.title}</h2>
      <p>{t.text}</p>
      <form class="narrow" onSubmit={submit} noValidate>
        {!mistyped && <OpeningProblem {...{ problem, delivery, remembered }} onAcceptKey={acceptKey} />}
        <p role="alert" class="visually-hidden">
          {mistyped}
        </p>
        <TextField
          id="access-code"
          label={t.label}
          hint={t.hint}
          class="secret"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={code}
          onValue={setCode}
          error={mistyped}
        />
        <BusyText text={busy} />
        <button type="submit" class="button primary" aria-disabled={busy !== ''}>
          {t.open}
        </button>
      </form>
    </section>
  );
}

/** What is wrong with what was typed, rather than with the delivery. */
function mistypedText(problem: AnyKeyProblem | undefined, t: ReceivingTexts['byCode']): string | undefined {
  if (problem?.code === 'wrong_code') return t.wrong;
  if (!(problem instanceof KeyProblem) || problem.code !== 'access_code_invalid') return undefined;
  const { groups } = problem.details;
  return groups?.length ? t.groups(groups.map((group) => group + 1).join(', ')) : t.incomplete;
}
