import type { Delivery } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { useSession } from '../session/session.tsx';
import { TextField } from '../ui/field.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { dateInZone, endOfDayInZone, latestExpiry } from './zoned-date.ts';

interface ExpiryFormProps {
  readonly delivery: Delivery;
  changed(delivery: Delivery, text: string): void;
}

/** Days are those of the organisation's time zone; a delivery then lasts until the day's end there. */
export function ExpiryForm({ delivery, changed }: ExpiryFormProps) {
  const { detail: t } = useText();
  const organisation = useSession().account?.organisation;
  const zone = organisation?.timeZone ?? 'Europe/Berlin';
  const latest = latestExpiry(delivery.sentAt ?? delivery.createdAt, organisation?.limits.maxExpiryDays ?? 60);
  const today = dateInZone(new Date(), zone);
  const [day, setDay] = useState(dateInZone(new Date(delivery.expiresAt ?? Date.now()), zone));
  const [error, setError] = useState<string | undefined>();
  const { busy, problem, run } = useAction();

  const submit = (event: Event) => {
    event.preventDefault();
    const wanted = endOfDayInZone(day, zone);
    setError(wanted === undefined || day < today ? t.expiryEnter : undefined);
    if (wanted === undefined || day < today) return;
    const expiresAt = new Date(Math.min(wanted.getTime(), latest.getTime())).toISOString();
    void run(async () => {
      const input = { params: { id: delivery.id }, body: { expiresAt } };
      changed((await call('PATCH /api/v1/deliveries/:id/expiry', input)).delivery, t.expiryChanged);
    });
  };

  return (
    <form onSubmit={submit} noValidate>
      <ProblemNotice problem={problem} />
      <TextField
        id="expiry"
        type="date"
        label={t.newExpiry}
        min={today}
        max={dateInZone(latest, zone)}
        value={day}
        onValue={setDay}
        error={error}
      />
      <p>
        <button type="submit" class="button" aria-disabled={busy}>
          {t.changeExpiry}
        </button>
      </p>
    </form>
  );
}
