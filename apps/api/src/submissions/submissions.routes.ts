import type { Submission } from '@umschlag/contract';
import {
  beginSupplement,
  type Deps,
  declareDocument,
  describeSubmission,
  discardDraft,
  discardFile,
  putSubmissionManifest,
  resolveSubmission,
  type SubmissionView,
  sendSubmission,
} from '@umschlag/core';
import type { Api } from '../api.ts';
import { readSealedBody } from '../manifests/sealed-body.ts';
import { route } from '../plugins/route.ts';
import { entranceAnswer, submittedFileAnswer } from '../upload-links/upload-link-answers.ts';
import { declaredAnswer } from '../uploads/uploads.routes.ts';

/** What whoever submits does with their submission: all of it by its token. */
export function submissions(api: Api, deps: Deps): void {
  const resolve = (token: string) => resolveSubmission(deps, token);
  const answer = async (token: string) => ({
    submission: submissionAnswer(await describeSubmission(deps, await resolve(token))),
  });

  route(api, 'GET /api/v1/submissions/:token', async ({ params }) => answer(params.token));

  route(api, 'DELETE /api/v1/submissions/:token', async ({ params }) => {
    const { id } = await resolve(params.token);
    await discardDraft(deps, { submissionId: id }, id);
  });

  route(api, 'POST /api/v1/submissions/:token/uploads', async ({ params, body }) =>
    declaredAnswer(await declareDocument(deps, await resolve(params.token), body)),
  );

  route(api, 'DELETE /api/v1/submissions/:token/files/:fileId', async ({ params }) => {
    const { id } = await resolve(params.token);
    await discardFile(deps, { submissionId: id }, id, params.fileId);
  });

  route(api, 'PUT /api/v1/submissions/:token/manifest', async ({ params, query, request }) => {
    const resolved = await resolve(params.token);
    const message = await readSealedBody(request);
    await putSubmissionManifest(deps, resolved, { message, fingerprint: query.fingerprint });
  });

  route(api, 'POST /api/v1/submissions/:token/send', async ({ params, body, request }) => {
    await sendSubmission(deps, await resolve(params.token), { ...body, clientAddress: request.ip });
    return answer(params.token);
  });

  route(api, 'POST /api/v1/submissions/:token/supplements', async ({ params }) =>
    beginSupplement(deps, await resolve(params.token)),
  );
}

function submissionAnswer(view: SubmissionView): Submission {
  return {
    ...view,
    entrance: entranceAnswer(view.entrance),
    files: view.files.map(submittedFileAnswer),
    sent: view.sent.map((one) => ({
      ...one,
      sentAt: one.sentAt.toISOString(),
      expiresAt: one.expiresAt.toISOString(),
      pickedUpAt: one.pickedUpAt?.toISOString() ?? null,
    })),
  };
}
