import type { AccountRole, Language, Tx } from '@umschlag/db';
import { newId } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import type { Account } from './account.ts';
import { requireAddress } from './address.ts';
import { admitCaseworker } from './admit-caseworker.ts';
import { hashPassword } from './password-hash.ts';
import { requireStrongPassword } from './require-strong-password.ts';

/** The operator waits behind nobody's flood. */
const OPERATOR = { wide: 'operator', narrow: 'operator' };

/**
 * Creates a caseworker, for the operator (command line, first start); the organisation is made when none has the name.
 * @param input without `password` they sign in by mailed code
 * @throws AppError invalid_request, password_too_weak, address_taken
 */
export async function createCaseworker(
  deps: Pick<Deps, 'database' | 'clock'>,
  input: {
    readonly email: string;
    readonly displayName: string;
    readonly organisationName: string;
    readonly password?: string | undefined;
    readonly role?: AccountRole | undefined;
    readonly language?: Language | undefined;
  },
): Promise<Account> {
  const address = requireAddress(input.email);
  if (input.password !== undefined) requireStrongPassword(input.password, address.address);
  const passwordHash = input.password === undefined ? null : await hashPassword(input.password, OPERATOR);
  const now = deps.clock.now();
  const { displayName, role = 'member', language = 'de' } = input;
  return deps.database.transaction(async (tx) => {
    const organisationId = await findOrCreateOrganisation(tx, input.organisationName.trim(), now);
    return admitCaseworker(tx, address, { organisationId, role, displayName, language, passwordHash }, now);
  });
}

async function findOrCreateOrganisation(tx: Tx, name: string, now: Date): Promise<string> {
  const known = await tx
    .selectFrom('organisations')
    .select('id')
    .where('name', '=', name)
    .orderBy('created_at')
    .executeTakeFirst();
  if (known) return known.id;
  const id = newId();
  await tx.insertInto('organisations').values({ id, name, created_at: now }).execute();
  return id;
}
