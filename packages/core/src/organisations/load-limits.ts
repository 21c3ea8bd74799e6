import type { Db } from '@umschlag/db';
import { type Limits, limitsOf } from './limits.policy.ts';

/** The limits of one organisation. @throws NoResultError when the organisation does not exist */
export async function loadLimits(db: Db, organisationId: string): Promise<Limits> {
  const organisation = await db
    .selectFrom('organisations')
    .select(['max_expiry_days', 'max_file_bytes', 'max_delivery_bytes', 'max_files'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return limitsOf(organisation);
}
