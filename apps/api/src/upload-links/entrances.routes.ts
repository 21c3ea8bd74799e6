import {
  askSubmissionCode,
  beginSubmission,
  type Deps,
  describeEntrance,
  requireUnlocked,
  resolveEntrance,
  unlockEntrance,
} from '@umschlag/core';
import type { Api } from '../api.ts';
import { route } from '../plugins/route.ts';
import { entranceAnswer } from './upload-link-answers.ts';

/** The citizen's way in: whoever holds an upload link, without an account. */
export function entrances(api: Api, deps: Deps): void {
  const resolve = (token: string) => resolveEntrance(deps.database.db, token);

  route(api, 'GET /api/v1/entrances/:token', async ({ params }) => {
    const link = await resolve(params.token);
    return { entrance: entranceAnswer(await describeEntrance(deps, link, link.pin_tag === null)) };
  });

  route(api, 'POST /api/v1/entrances/:token/unlock', async ({ params, body, request }) => {
    const link = await resolve(params.token);
    const grant = await unlockEntrance(deps, link, { pin: body.pin, clientAddress: request.ip });
    return { grant, entrance: entranceAnswer(await describeEntrance(deps, link, true)) };
  });

  route(api, 'POST /api/v1/entrances/:token/codes', async ({ params, body, request }) => {
    const link = await resolve(params.token);
    await requireUnlocked(deps, link, body.grant);
    const asked = await askSubmissionCode(deps, link, { email: body.email, clientAddress: request.ip });
    return { challengeId: asked.challengeId, expiresAt: asked.expiresAt.toISOString() };
  });

  route(api, 'POST /api/v1/entrances/:token/submissions', async ({ params, body, request }) =>
    beginSubmission(deps, await resolve(params.token), { ...body, clientAddress: request.ip }),
  );
}
