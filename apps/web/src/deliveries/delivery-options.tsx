import type { Limits } from '@umschlag/contract';
import { useText } from '../i18n/language.tsx';
import { errorOf, type FieldError } from '../ui/error-summary.tsx';
import { TextField } from '../ui/field.tsx';
import type { DraftForm } from './draft-form.ts';

interface DeliveryOptionsProps {
  readonly form: DraftForm;
  readonly limits: Limits;
  readonly errors: readonly FieldError[];
  change(fields: Partial<DraftForm>): void;
}

export function DeliveryOptions({ form, limits, errors, change }: DeliveryOptionsProps) {
  const { compose: t } = useText();
  return (
    <fieldset>
      <legend class="visually-hidden">{t.options}</legend>
      <TextField
        id="expiry-days"
        type="number"
        min={1}
        max={limits.maxExpiryDays}
        label={t.expiry}
        hint={t.expiryHint(limits.maxExpiryDays)}
        value={form.expiryDays}
        onValue={(expiryDays) => change({ expiryDays })}
        error={errorOf(errors, 'expiry-days')}
      />
      <TextField
        id="download-limit"
        type="number"
        min={1}
        max={1000}
        optional
        label={t.downloadLimit}
        hint={t.downloadLimitHint}
        value={form.downloadLimit}
        onValue={(downloadLimit) => change({ downloadLimit })}
        error={errorOf(errors, 'download-limit')}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={form.receiptWanted}
          onChange={(event) => change({ receiptWanted: event.currentTarget.checked })}
        />
        {t.receipt}
      </label>
    </fieldset>
  );
}
