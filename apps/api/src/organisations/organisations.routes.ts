import { changeSubmittedFilesPolicy, type Deps, listPolicyChanges, loadSubmittedFilesPolicy } from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';

/** What administrators set for their organisation. */
export function organisations(api: Api, deps: Deps): void {
  const { db } = deps.database;
  const answer = async (organisationId: string) => ({
    policy: await loadSubmittedFilesPolicy(db, organisationId),
    changes: (await listPolicyChanges(db, organisationId)).map((one) => ({ ...one, at: one.at.toISOString() })),
  });

  route(api, 'GET /api/v1/organisation/submitted-files', async ({ account }) => answer(account.organisation.id));

  route(api, 'PUT /api/v1/organisation/submitted-files', async ({ account, body }) => {
    await changeSubmittedFilesPolicy(deps, account, body);
    return answer(account.organisation.id);
  });
}
