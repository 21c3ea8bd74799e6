import {
  type CaseworkerAccount,
  changeUploadLink,
  closeUploadLink,
  createUploadLink,
  type Deps,
  describeUploadLink,
  listSubmissions,
  listUploadLinks,
  mailUploadLink,
  reviewDocument,
} from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';
import { receivedSubmissionAnswer, uploadLinkAnswer, uploadLinkSummaryAnswer } from './upload-link-answers.ts';

/** The owner's side of upload links: opening, handing on, and what comes through. */
export function uploadLinks(api: Api, deps: Deps): void {
  const answer = async (account: CaseworkerAccount, id: string) => ({
    uploadLink: uploadLinkAnswer(await describeUploadLink(deps, account.id, id)),
  });

  route(api, 'GET /api/v1/upload-links', async ({ account }) => ({
    uploadLinks: (await listUploadLinks(deps, account.id)).map(uploadLinkSummaryAnswer),
  }));

  route(api, 'POST /api/v1/upload-links', async ({ account, body }) => {
    const owner = { accountId: account.id, organisationId: account.organisation.id };
    const id = await createUploadLink(deps, owner, { ...body, deadlineAt: new Date(body.deadlineAt) });
    return answer(account, id);
  });

  route(api, 'GET /api/v1/upload-links/:id', async ({ account, params }) => answer(account, params.id));

  route(api, 'PATCH /api/v1/upload-links/:id', async ({ account, params, body }) => {
    const deadlineAt = body.deadlineAt === undefined ? undefined : new Date(body.deadlineAt);
    await changeUploadLink(deps, account.id, params.id, { deadlineAt, maxSubmissions: body.maxSubmissions });
    return answer(account, params.id);
  });

  route(api, 'POST /api/v1/upload-links/:id/close', async ({ account, params }) => {
    await closeUploadLink(deps, account.id, params.id);
    return answer(account, params.id);
  });

  route(api, 'POST /api/v1/upload-links/:id/mail', async ({ account, params, body }) => {
    await mailUploadLink(deps, account.id, params.id, body.email);
    return answer(account, params.id);
  });

  route(api, 'GET /api/v1/upload-links/:id/submissions', async ({ account, params }) => ({
    submissions: (await listSubmissions(deps, account.id, params.id)).map(receivedSubmissionAnswer),
  }));

  route(
    api,
    'PUT /api/v1/upload-links/:id/submissions/:submissionId/files/:fileId/review',
    async ({ account, params, body }) => {
      const { id, submissionId, fileId } = params;
      await reviewDocument(deps, account.id, id, { submissionId, fileId, ...body });
    },
  );
}
