import type { Account } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { deadlineDays } from './deadline.ts';
import { MAX_SUBMISSIONS, type RequestForm, sizesFor, zoneOf } from './request-form.ts';
import { KeyNotice } from './sealed/key-notice.tsx';
import { suggestPin } from './suggest-pin.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface RequestSettingsProps {
  readonly form: RequestForm;
  readonly account: Account;
  readonly errors: readonly FieldError[];
  onChange(fields: Partial<RequestForm>): void;
  onLanguage(language: RequestForm['language']): void;
}

const LEVELS = [1, 2, 3, 4] as const;
const COUNTS = ['one', 'many', 'unlimited'] as const;

/** How it is protected, until when, and how much of it. */
export function RequestSettings({ form, account, errors, onChange, onLanguage }: RequestSettingsProps) {
  const { form: t } = useUploadLinkText();
  const days = deadlineDays(zoneOf(account), new Date());
  return (
    <>
      <fieldset>
        <legend>{t.level}</legend>
        <div class="choices">
          {LEVELS.map((one) => (
            <label key={one} class="choice">
              <input
                type="radio"
                name="level"
                value={one}
                checked={form.level === one}
                onChange={() => onChange({ level: one })}
              />
              <span>
                <strong>
                  {one} · {t.levels[one].name}
                </strong>
                <span>{t.levels[one].text}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {form.level >= 3 && <KeyNotice />}
      <TextField
        id="deadline"
        type="date"
        label={t.deadline}
        hint={t.deadlineHint}
        {...days}
        value={form.day}
        onValue={(day) => onChange({ day })}
        error={errorOf(errors, 'deadline')}
      />
      <CountChoice form={form} errors={errors} onChange={onChange} />
      <PinField form={form} errors={errors} onChange={onChange} />
      <MoreSettings form={form} account={account} onChange={onChange} onLanguage={onLanguage} />
    </>
  );
}

function CountChoice({ form, errors, onChange }: Pick<RequestSettingsProps, 'form' | 'errors' | 'onChange'>) {
  const { form: t } = useUploadLinkText();
  return (
    <>
      <fieldset>
        <legend>{t.count}</legend>
        <div class="checks">
          {COUNTS.map((one) => (
            <label key={one} class="check">
              <input
                type="radio"
                name="count"
                value={one}
                checked={form.count === one}
                onChange={() => onChange({ count: one })}
              />
              {t.counts[one]}
            </label>
          ))}
        </div>
      </fieldset>
      {form.count === 'many' && (
        <TextField
          id="number"
          type="number"
          inputmode="numeric"
          label={t.countNumber}
          min={1}
          max={MAX_SUBMISSIONS}
          value={form.number}
          onValue={(number) => onChange({ number })}
          error={errorOf(errors, 'number')}
        />
      )}
    </>
  );
}

function PinField({ form, errors, onChange }: Pick<RequestSettingsProps, 'form' | 'errors' | 'onChange'>) {
  const { form: t } = useUploadLinkText();
  return (
    <>
      <TextField
        id="pin"
        label={t.pin}
        hint={t.pinHint}
        optional
        inputmode="numeric"
        autocomplete="off"
        maxLength={20}
        value={form.pin}
        onValue={(pin) => onChange({ pin })}
        error={errorOf(errors, 'pin')}
      />
      <p>
        <button type="button" class="button" onClick={() => onChange({ pin: suggestPin() })}>
          {t.suggestPin}
        </button>
      </p>
    </>
  );
}

/** What is seldom changed, and can hardly be wrong. */
function MoreSettings({ form, account, onChange, onLanguage }: Omit<RequestSettingsProps, 'errors'>) {
  const { form: t } = useUploadLinkText();
  const { language } = useLanguage();
  const [sizes] = useState(() => sizesFor(account, form.maxSubmissionBytes));
  return (
    <details class="more">
      <summary>{t.more}</summary>
      <Field id="size" label={t.size}>
        {(attributes) => (
          <select
            {...attributes}
            value={form.maxSubmissionBytes}
            onChange={(e) => onChange({ maxSubmissionBytes: Number(e.currentTarget.value) })}
          >
            {sizes.map((size) => (
              <option key={size} value={size}>
                {formatLimit(size, language)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="page-language" label={t.language}>
        {(attributes) => (
          <select
            {...attributes}
            value={form.language}
            onChange={(e) => onLanguage(e.currentTarget.value === 'en' ? 'en' : 'de')}
          >
            <option value="de">{t.languages.de}</option>
            <option value="en">{t.languages.en}</option>
          </select>
        )}
      </Field>
    </details>
  );
}
