import type { Entrance, Language } from '@umschlag/contract';
import { formatDateTime, formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { useEntranceText } from './texts/entrance-text.ts';

/** Who asks, until when, how it is protected, and how much may come: all before a file is chosen. */
export function EntranceFacts({ entrance }: { readonly entrance: Entrance }) {
  const t = useEntranceText();
  const { language } = useLanguage();
  const { owner, organisation, details, deadlineAt, timeZone, level, maxSubmissionBytes, maxFiles } = entrance;
  return (
    <dl class="facts card">
      <dt>{t.asks}</dt>
      <dd>{t.from(owner, organisation)}</dd>
      {details?.reference && (
        <>
          <dt>{t.reference}</dt>
          <dd>{details.reference}</dd>
        </>
      )}
      <dt>{t.until}</dt>
      <dd>
        <strong>{formatDateTime(deadlineAt, language, timeZone)}</strong>
        {isElsewhere(timeZone) && <div class="hint">{t.zone(timeZone)}</div>}
      </dd>
      <dt>{t.protection}</dt>
      <dd>{t.levels[level]}</dd>
      <dt>{t.limits}</dt>
      <dd>{t.limitsText(formatLimit(maxSubmissionBytes, language), maxFiles)}</dd>
    </dl>
  );
}

/** Whether the reader's clock may show another time than the organisation's. */
const isElsewhere = (timeZone: string): boolean => Intl.DateTimeFormat().resolvedOptions().timeZone !== timeZone;

interface InstructionsProps {
  readonly text: string | undefined;
  /** Of whoever wrote it, whatever the page speaks. */
  readonly language: Language;
}

export function Instructions({ text, language }: InstructionsProps) {
  const t = useEntranceText();
  if (!text) return null;
  return (
    <section aria-labelledby="instructions">
      <h2 id="instructions">{t.instructions}</h2>
      <p class="plain-text card" lang={language}>
        {text}
      </p>
    </section>
  );
}
