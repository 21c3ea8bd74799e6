import { AppError, newId } from '@umschlag/std';
import type { CaseworkerAccount } from '../accounts/index.ts';
import { cleanText } from '../deliveries/index.ts';
import type { Deps } from '../deps.ts';

/** Whoever acts for teams: a caseworker. */
export type Colleague = Pick<CaseworkerAccount, 'id' | 'organisation'>;

/** A name without line breaks and blanks around it. @throws AppError `invalid_request` for one that says nothing */
export function cleanTeamName(typed: string): string {
  const name = cleanText(typed, 'subject').trim();
  if (name !== '') return name;
  throw new AppError('invalid_request', 'A team needs a name.', { details: { part: 'body', field: 'name' } });
}

/**
 * Makes a team of the caseworker's organisation. Whoever makes it is its first manager.
 * @returns its id
 * @throws AppError `invalid_request`
 */
export async function createTeam(
  deps: Deps,
  { id: accountId, organisation }: Colleague,
  typed: string,
): Promise<string> {
  const name = cleanTeamName(typed);
  const id = newId();
  const now = deps.clock.now();
  await deps.database.transaction(async (tx) => {
    const team = { id, organisation_id: organisation.id, name, created_at: now, updated_at: now };
    await tx.insertInto('teams').values(team).execute();
    const member = { team_id: id, account_id: accountId, role: 'manager' as const, joined_at: now };
    await tx.insertInto('team_members').values(member).execute();
  });
  return id;
}
