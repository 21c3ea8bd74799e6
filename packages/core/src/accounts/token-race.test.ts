import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { createTestDeps, freshCaller, type TestDeps } from '../testing/index.ts';
import { changePassword, createApiToken, createCaseworker, listApiTokens } from './index.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await createTestDeps();
});
afterAll(() => deps.close());

const OLD = 'Tür7Fenster%Dach';
const NEW = 'Keller9Treppe%Flur';

test('a new password leaves no token of a session that asks for one in the same moment', async () => {
  const email = 'erika@example.org';
  const { id } = await createCaseworker(deps, { email, displayName: 'E', organisationName: 'Amt', password: OLD });
  const [thief, owner] = [await freshCaller(deps, id), await freshCaller(deps, id)];
  let asked: Promise<string> | undefined;
  // Asks when sessions and tokens are deleted already, and that is not committed yet.
  const beforeCommit = async () => {
    asked = createApiToken(deps, thief, { name: 'Fachverfahren', validDays: 365 }).then(
      () => 'made',
      ({ code }) => code,
    );
    await Promise.race([asked, untilSomebodyWaitsForALock()]);
  };
  const input = { currentPassword: OLD, newPassword: NEW };
  await changePassword({ ...deps, database: lastMoment(beforeCommit) }, owner, input);
  expect(await asked).toBe('sign_in_required');
  expect(await listApiTokens(deps, id)).toEqual([]);
});

/** The database, with something that happens before the commit of the transaction that deletes sessions. */
function lastMoment(beforeCommit: () => Promise<void>): TestDeps['database'] {
  return {
    db: deps.database.db,
    transaction: (work) =>
      deps.database.transaction(async (tx) => {
        const before = await tx.selectFrom('mails').select('id').execute();
        const result = await work(tx);
        const after = await tx.selectFrom('mails').select('id').execute();
        if (after.length > before.length) await beforeCommit();
        return result;
      }),
  } as TestDeps['database'];
}

async function untilSomebodyWaitsForALock(): Promise<void> {
  for (;;) {
    const { rows } = await sql`SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'
                               AND datname = current_database()`.execute(deps.database.db);
    if (rows.length > 0) return;
  }
}
