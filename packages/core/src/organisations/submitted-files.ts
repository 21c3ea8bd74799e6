import type { Db } from '@umschlag/db';
import { newId } from '@umschlag/std';
import type { CaseworkerAccount } from '../accounts/index.ts';
import type { Deps } from '../deps.ts';

/** What of submitted files an organisation takes though it may do harm. Programs and scripts are never taken. */
export interface SubmittedFilesPolicy {
  /** Office files with macros, or with objects of other programs. */
  readonly allowMacros: boolean;
  /** PDFs with JavaScript. */
  readonly allowActivePdf: boolean;
  /** What is under a password, so that nobody sees into it. */
  readonly allowEncrypted: boolean;
  /** What was not looked into, as archives other than ZIP. */
  readonly allowUnchecked: boolean;
}

export interface PolicyChange {
  readonly at: Date;
  /** null: the account is gone. */
  readonly by: string | null;
  readonly before: SubmittedFilesPolicy;
  readonly after: SubmittedFilesPolicy;
}

const POLICY = 'submitted-files';
/** More than anybody reads. */
const MAX_CHANGES = 50;

/** @throws NoResultError when the organisation does not exist */
export async function loadSubmittedFilesPolicy(db: Db, organisationId: string): Promise<SubmittedFilesPolicy> {
  const row = await db
    .selectFrom('organisations')
    .select(['takes_macros', 'takes_active_pdf', 'takes_encrypted', 'takes_unchecked'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return {
    allowMacros: row.takes_macros,
    allowActivePdf: row.takes_active_pdf,
    allowEncrypted: row.takes_encrypted,
    allowUnchecked: row.takes_unchecked,
  };
}

/** Changes the policy of the administrator's organisation; who, when and what is recorded with it. */
export async function changeSubmittedFilesPolicy(
  deps: Deps,
  { id: accountId, organisation }: Pick<CaseworkerAccount, 'id' | 'organisation'>,
  after: SubmittedFilesPolicy,
): Promise<void> {
  await deps.database.transaction(async (tx) => {
    // Held: what is recorded as before is what was before.
    await tx.selectFrom('organisations').select('id').where('id', '=', organisation.id).forUpdate().execute();
    const before = await loadSubmittedFilesPolicy(tx, organisation.id);
    await tx
      .updateTable('organisations')
      .set({
        takes_macros: after.allowMacros,
        takes_active_pdf: after.allowActivePdf,
        takes_encrypted: after.allowEncrypted,
        takes_unchecked: after.allowUnchecked,
      })
      .where('id', '=', organisation.id)
      .execute();
    await tx
      .insertInto('policy_changes')
      .values({
        id: newId(),
        organisation_id: organisation.id,
        account_id: accountId,
        changed_at: deps.clock.now(),
        policy: POLICY,
        before: JSON.stringify(before),
        after: JSON.stringify(after),
      })
      .execute();
  });
}

/** What was changed by whom, newest first. */
export async function listPolicyChanges(db: Db, organisationId: string): Promise<PolicyChange[]> {
  const rows = await db
    .selectFrom('policy_changes as c')
    .leftJoin('accounts as a', 'a.id', 'c.account_id')
    .select(['c.changed_at', 'c.before', 'c.after', 'a.display_name', 'a.email'])
    .where('c.organisation_id', '=', organisationId)
    .where('c.policy', '=', POLICY)
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.id')
    .limit(MAX_CHANGES)
    .execute();
  return rows.map((row) => ({
    at: row.changed_at,
    by: row.display_name ?? row.email,
    before: row.before as SubmittedFilesPolicy,
    after: row.after as SubmittedFilesPolicy,
  }));
}
