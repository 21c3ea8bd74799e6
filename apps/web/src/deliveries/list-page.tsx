import type { DeliverySummary } from '@umschlag/contract';
import { useState } from 'preact/hooks';
import { useText } from '../i18n/language.tsx';
import { useReplyText } from '../replies/texts/reply-text.ts';
import { Link } from '../routing/link.tsx';
import { ReleasesLink } from '../sealing/releases-link.tsx';
import { useSession } from '../session/session.tsx';
import { Field } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemNotice } from '../ui/problem-notice.tsx';
import { DeliveryRow } from './delivery-row.tsx';
import { useDeliveryList } from './use-delivery-list.ts';

type State = DeliverySummary['state'];
const STATES: readonly State[] = ['draft', 'active', 'recalled', 'expired'];

/** One's own deliveries, newest first; of a citizen, the replies. */
export default function ListPage() {
  const { list: t, common } = useText();
  const replies = useReplyText();
  const isCaseworker = useSession().account?.kind === 'caseworker';
  const [state, setState] = useState<State | undefined>();
  const { rows, cursor, busy, problem, retry, loadMore } = useDeliveryList(state);

  return (
    <Page title={isCaseworker ? t.title : replies.listTitle}>
      <div class="page-head">
        {isCaseworker && (
          <Link to="/deliveries/new" class="button primary">
            {t.newDelivery}
          </Link>
        )}
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
      <ProblemNotice problem={problem} onRetry={retry} />
      <div aria-live="polite" aria-busy={busy}>
        {!rows && !problem && <p>{common.loading}</p>}
        {rows?.length === 0 && <p>{state ? t.emptyFiltered : isCaseworker ? t.empty : replies.listEmpty}</p>}
        {rows && rows.length > 0 && (
          <ul class="list">
            {rows.map((row) => (
              <DeliveryRow key={row.id} row={row} />
            ))}
          </ul>
        )}
      </div>
      {cursor && (
        <button type="button" class="button" aria-disabled={busy} onClick={loadMore}>
          {t.more}
        </button>
      )}
    </Page>
  );
}
