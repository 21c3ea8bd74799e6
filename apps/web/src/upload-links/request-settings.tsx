import type { Account } from '@umschlag/contract';
import { dateInZone } from '../deliveries/zoned-date.ts';
import { formatLimit } from '../i18n/format.ts';
import { useLanguage } from '../i18n/language.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { Field, TextField } from '../ui/field.tsx';
import { type RequestForm, sizesFor, suggestedPin, zoneOf } from './request-form.ts';
import { useUploadLinkText } from './texts/upload-link-text.ts';

interface RequestSettingsProps {
  readonly form: RequestForm;
  readonly account: Account;
  readonly errors: readonly FieldError[];
  onChange(fields: Partial<RequestForm>): void;
}

const LEVELS = [1, 2] as const;
const COUNTS = ['one', 'many', 'unlimited'] as const;

/** How it is protected, until when, and how much of it. */
export function RequestSettings({ form, account, errors, onChange }: RequestSettingsProps) {
  const { form: t } = useUploadLinkText();
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
      <TextField
        id="deadline"
        type="date"
        label={t.deadline}
        hint={t.deadlineHint}
        min={dateInZone(new Date(), zoneOf(account))}
        value={form.day}
        onValue={(day) => onChange({ day })}
        error={errorOf(errors, 'deadline')}
      />
      <CountChoice form={form} errors={errors} onChange={onChange} />
      <details class="more" open={form.pin !== '' || errorOf(errors, 'pin') !== undefined}>
        <summary>{t.more}</summary>
        <OtherSettings form={form} account={account} errors={errors} onChange={onChange} />
      </details>
    </>
  );
}

function CountChoice({ form, errors, onChange }: Omit<RequestSettingsProps, 'account'>) {
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
              />{' '}
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
          max={100_000}
          value={form.number}
          onValue={(number) => onChange({ number })}
          error={errorOf(errors, 'number')}
        />
      )}
    </>
  );
}

function OtherSettings({ form, account, errors, onChange }: RequestSettingsProps) {
  const { form: t } = useUploadLinkText();
  const { language } = useLanguage();
  return (
    <>
      <Field id="size" label={t.size}>
        {(attributes) => (
          <select
            {...attributes}
            value={form.maxSubmissionBytes}
            onChange={(e) => onChange({ maxSubmissionBytes: Number(e.currentTarget.value) })}
          >
            {sizesFor(account).map((size) => (
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
            onChange={(e) => onChange({ language: e.currentTarget.value === 'en' ? 'en' : 'de' })}
          >
            <option value="de">{t.languages.de}</option>
            <option value="en">{t.languages.en}</option>
          </select>
        )}
      </Field>
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
        <button type="button" class="button" onClick={() => onChange({ pin: suggestedPin() })}>
          {t.suggestPin}
        </button>
      </p>
    </>
  );
}
