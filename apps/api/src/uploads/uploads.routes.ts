import type { UploadState } from '@umschlag/contract';
import {
  abortUpload,
  authoriseUpload,
  completeUpload,
  type DeclaredUpload,
  type Deps,
  declareUpload,
  loadUpload,
  putPart,
  type Upload,
} from '@umschlag/core';
import type { FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { bearerToken } from '../plugins/authentication.ts';
import { route } from '../plugins/route.ts';
import { readContentDigest } from './content-digest.ts';
import { readContentLength } from './content-length.ts';
import { deliveryForm } from './form.routes.ts';
import { receivedBody } from './received-body.ts';

/** An upload as the contract shapes it. */
export function uploadAnswer(upload: Upload): UploadState {
  return {
    id: upload.id,
    fileId: upload.fileId,
    state: upload.state,
    plainSizeBytes: upload.layout.plainSizeBytes,
    sealedSizeBytes: upload.layout.sealedSizeBytes,
    chunksPerPart: upload.chunksPerPart,
    partCount: upload.partCount,
    parts: upload.parts.map(({ number, sizeBytes, sha256 }) => ({
      number,
      sizeBytes,
      sha256: sha256.toString('base64'),
    })),
  };
}

/** What whoever declared a file goes on with. */
export function declaredAnswer({ upload, uploadToken, contentKey }: DeclaredUpload) {
  return {
    upload: uploadAnswer(upload),
    uploadToken,
    contentKey: contentKey ? Buffer.from(contentKey).toString('base64url') : null,
  };
}

/** Files on their way into a draft: part by part, or with a form. */
export function uploads(api: Api, deps: Deps): void {
  deliveryForm(api, deps);
  const authorise = (request: FastifyRequest, id: string) => authoriseUpload(deps, id, bearerToken(request));

  route(api, 'POST /api/v1/deliveries/:id/uploads', async ({ account, params, body }) => {
    return declaredAnswer(await declareUpload(deps, { accountId: account.id }, { deliveryId: params.id, ...body }));
  });

  route(api, 'GET /api/v1/uploads/:id', async ({ request, params }) => {
    await authorise(request, params.id);
    return { upload: uploadAnswer(await loadUpload(deps.database.db, params.id)) };
  });

  route(api, 'PUT /api/v1/uploads/:id/parts/:number', async ({ request, params }) => {
    await authorise(request, params.id);
    await putPart(deps, params.id, {
      number: params.number,
      sizeBytes: readContentLength(request.headers['content-length']),
      sha256: readContentDigest(request.headers['content-digest']),
      body: receivedBody(request.raw),
    });
  });

  route(api, 'POST /api/v1/uploads/:id/complete', async ({ request, params }) => {
    await authorise(request, params.id);
    return { upload: uploadAnswer(await completeUpload(deps, params.id)) };
  });

  route(api, 'DELETE /api/v1/uploads/:id', async ({ request, params }) => {
    await authorise(request, params.id);
    await abortUpload(deps, params.id);
  });
}
