import type { Deps } from '@umschlag/core';

/**
 * Asks the database and the storage for an answer.
 * @throws AppError service_unavailable, storage_unavailable
 */
export async function checkHealth(deps: Pick<Deps, 'database' | 'store'>): Promise<void> {
  await deps.database.db.selectNoFrom((expression) => expression.lit(1).as('one')).executeTakeFirstOrThrow();
}
