import type { DeliverySummary } from '@umschlag/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { type ApiProblem, asProblem } from '../api/problem.ts';

/** What is shown of the list; `undefined` rows: nothing has come yet. */
interface Shown {
  readonly rows: readonly DeliverySummary[] | undefined;
  readonly cursor: string | null;
  readonly busy: boolean;
  readonly problem: ApiProblem | undefined;
}

const NOTHING_YET: Shown = { rows: undefined, cursor: null, busy: true, problem: undefined };

/**
 * One's own deliveries in a state, or all. Whoever chooses another state while an answer is awaited gets the list of
 * that one: what was asked for before is not shown any more, whenever it comes.
 */
export function useDeliveryList(state: DeliverySummary['state'] | undefined) {
  const [shown, setShown] = useState<Shown>(NOTHING_YET);
  const latest = useRef(0);
  const load = async (before: readonly DeliverySummary[], from?: string) => {
    const turn = ++latest.current;
    const show = (change: Partial<Shown>) => {
      if (turn === latest.current) setShown((was) => ({ ...was, ...change, busy: false }));
    };
    setShown((was) => ({ ...was, busy: true, problem: undefined }));
    try {
      const query = { ...(state ? { state } : {}), ...(from ? { cursor: from } : {}) };
      const { deliveries, nextCursor } = await call('GET /api/v1/deliveries', { query });
      show({ rows: [...before, ...deliveries], cursor: nextCursor });
    } catch (error) {
      show({ problem: asProblem(error) });
    }
  };
  useEffect(() => {
    setShown(NOTHING_YET);
    void load([]);
  }, [state]);
  return {
    ...shown,
    /** Tries again what failed. */
    retry: () => void load(shown.rows ?? [], shown.cursor ?? undefined),
    loadMore: () => void (!shown.busy && shown.cursor && load(shown.rows ?? [], shown.cursor)),
  };
}
