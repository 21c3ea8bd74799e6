import type { DeliverySummary } from '@umschlag/contract';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { useText } from '../i18n/language.tsx';
import { Link } from '../routing/link.tsx';
import { ReleasesLink } from '../sealing/releases-link.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { useAction } from '../ui/use-action.ts';
import { DeliveryRow } from './delivery-row.tsx';

type State = DeliverySummary['state'];
const STATES: readonly State[] = ['draft', 'active', 'recalled', 'expired'];

/** A caseworker's own deliveries, newest first. */
export default function ListPage() {
  const { list: t, common } = useText();
  const [state, setState] = useState<State | undefined>();
  const [rows, setRows] = useState<readonly DeliverySummary[] | undefined>();
  const [cursor, setCursor] = useState<string | null>(null);
  const { busy, problem, run } = useAction();

  const load = (from?: string) =>
    run(async () => {
      const query = { ...(state ? { state } : {}), ...(from ? { cursor: from } : {}) };
      const answer = await call('GET /api/v1/deliveries', { query });
      setRows((before) => (from ? [...(before ?? []), ...answer.deliveries] : answer.deliveries));
      setCursor(answer.nextCursor);
    });
  useEffect(() => {
    setRows(undefined);
    void load();
  }, [state]);

  return (
    <Page title={t.title}>
      <div class="page-head">
        <Link to="/deliveries/new" class="button primary">
          {t.newDelivery}
        </Link>
        <Field id="state" label={t.filter}>
          {(attributes) => (
            <select
              {...attributes}
              value={state ?? 'all'}
              onChange={(e) => setState(STATES.find((one) => one === e.currentTarget.value))}
            >
              <option value="all">{t.states.all}</option>
              {STATES.map((one) => (
                <option key={one} value={one}>
                  {t.states[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <ReleasesLink />
      <ProblemNotice problem={problem} onRetry={() => void load()} />
      <div aria-live="polite" aria-busy={busy}>
        {!rows && !problem && <p>{common.loading}</p>}
        {rows?.length === 0 && <p>{state ? t.emptyFiltered : t.empty}</p>}
        {rows && rows.length > 0 && (
          <ul class="list">
            {rows.map((row) => (
              <DeliveryRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </div>
      {cursor && (
        <button type="button" class="button" aria-disabled={busy} onClick={() => void load(cursor)}>
          {t.more}
        </button>
      )}
    </Page>
  );
}
