import type { AccountRole } from '@umschlag/db';
import { addMs, DAY_MS, hashToken, newId, newSecretToken } from '@umschlag/std';
import { type Caller, findSession } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';

export interface Person {
  readonly accountId: string;
  readonly email: string;
  readonly organisationId: string | null;
}

type Needed = Pick<Deps, 'database' | 'clock'>;

const newAddress = (word: string) => `${word}-${newId().slice(0, 8)}@example.org`;

/** An organisation without limits of its own. @returns its id */
export async function createOrganisation(
  { database, clock }: Needed,
  name = 'Landratsamt Musterkreis',
): Promise<string> {
  const id = newId();
  await database.transaction((tx) =>
    tx.insertInto('organisations').values({ id, name, created_at: clock.now() }).execute(),
  );
  return id;
}

/** A caseworker without a password, of a new organisation unless one is named. */
export async function createCaseworker(
  deps: Needed,
  how: { email?: string; organisationId?: string | null; role?: AccountRole; displayName?: string } = {},
): Promise<Person & { organisationId: string }> {
  const organisationId = how.organisationId ?? (await createOrganisation(deps));
  const email = how.email ?? newAddress('caseworker');
  const accountId = await insertAccount(deps, email, {
    kind: 'caseworker',
    organisation_id: organisationId,
    role: how.role ?? 'member',
    display_name: how.displayName ?? 'Erika Beispiel',
  });
  return { accountId, email, organisationId };
}

/** A citizen who signs in by mailed code. */
export async function createCitizen(deps: Needed, how: { email?: string } = {}): Promise<Person> {
  const email = how.email ?? newAddress('citizen');
  return { accountId: await insertAccount(deps, email, { kind: 'citizen' }), email, organisationId: null };
}

async function insertAccount(
  { database, clock }: Needed,
  email: string,
  rest: { kind: 'caseworker' | 'citizen'; organisation_id?: string; role?: AccountRole; display_name?: string },
): Promise<string> {
  const id = newId();
  const now = clock.now();
  const times = { confirmed_at: now, created_at: now, last_active_at: now };
  const row = { id, email, email_key: email.toLowerCase(), ...rest, ...times };
  await database.transaction((tx) => tx.insertInto('accounts').values(row).execute());
  return id;
}

/** A session as after signing in by code. @returns its token */
export async function beginSession({ database, clock }: Needed, accountId: string): Promise<string> {
  const token = newSecretToken();
  const now = clock.now();
  const row = {
    id: newId(),
    token_hash: hashToken(token),
    account_id: accountId,
    method: 'code' as const,
    device: 'Test',
    created_at: now,
    last_seen_at: now,
    expires_at: addMs(now, DAY_MS),
  };
  await database.transaction((tx) => tx.insertInto('sessions').values(row).execute());
  return token;
}

/** The caller behind a session that has just begun. */
export async function freshCaller(
  deps: Needed,
  accountId: string,
): Promise<Caller & { readonly session: NonNullable<Caller['session']> }> {
  const { account, session } = (await findSession(deps, await beginSession(deps, accountId)))!;
  return { account, session: session! };
}
