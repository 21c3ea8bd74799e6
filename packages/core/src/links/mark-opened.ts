import type { Deps } from '../deps.ts';

/** Notes that a person has looked at the delivery: the first time only. */
export async function markOpened(deps: Deps, recipientId: string): Promise<void> {
  await deps.database.transaction((tx) =>
    tx
      .updateTable('delivery_recipients')
      .set({ opened_at: deps.clock.now() })
      .where('id', '=', recipientId)
      .where('opened_at', 'is', null)
      .execute(),
  );
}
