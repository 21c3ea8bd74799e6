import Type from 'typebox';
import { FilePath, Id, Nullable, SizeBytes } from './common.ts';
import type { RouteTable } from './route.ts';

const uploadParams = Type.Object({ id: Id });

export const UploadState = Type.Object({
  id: Id,
  fileId: Id,
  state: Type.Union([Type.Literal('open'), Type.Literal('completing'), Type.Literal('completed')]),
  plainSizeBytes: SizeBytes,
  sealedSizeBytes: SizeBytes,
  chunksPerPart: Type.Integer(),
  partCount: Type.Integer(),
  parts: Type.Array(
    Type.Object({ number: Type.Integer(), sizeBytes: SizeBytes, sha256: Type.String({ description: 'base64' }) }),
  ),
});

/** What is declared of a file before an octet moves. */
export const UploadFields = {
  path: Type.Optional(FilePath),
  mediaType: Type.Optional(Type.String({ maxLength: 255 })),
  sizeBytes: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'Size of the plaintext' }),
  position: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      description: 'Place among the delivery’s files, or the next one that is free; without it, the last',
    }),
  ),
};

export const DeclaredUpload = Type.Object({
  upload: UploadState,
  uploadToken: Type.String({ description: 'Bearer token for this upload; outlives the session' }),
  contentKey: Nullable(
    Type.String({ description: 'Session key of the delivery at levels 1 and 2, base64url; null at 3 and 4' }),
  ),
});

export const uploadRoutes = {
  'POST /api/v1/deliveries/:id/uploads': {
    summary:
      'Declare a file of a draft; limits are checked here, before an octet moves. At levels 3 and 4 without its name',
    access: 'account',
    apiToken: true,
    params: uploadParams,
    body: Type.Object(UploadFields),
    status: 201,
    response: DeclaredUpload,
    errors: [
      'not_found',
      'delivery_not_draft',
      'file_too_large',
      'delivery_too_large',
      'too_many_files',
      'file_name_invalid',
      'file_name_must_be_sealed',
      'storage_unavailable',
    ],
  },
  'GET /api/v1/uploads/:id': {
    summary: 'Which parts are there',
    access: 'upload-token',
    params: uploadParams,
    status: 200,
    response: Type.Object({ upload: UploadState }),
    errors: ['not_found', 'token_expired'],
  },
  'PUT /api/v1/uploads/:id/parts/:number': {
    summary:
      'Store one sealed part; needs Content-Length and Content-Digest (RFC 9530, sha-256). The same part twice is one part',
    access: 'upload-token',
    params: Type.Object({ id: Id, number: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
    bodyType: 'application/octet-stream',
    status: 204,
    errors: [
      'not_found',
      'token_expired',
      'part_number_invalid',
      'part_size_mismatch',
      'part_digest_missing',
      'part_digest_mismatch',
      'part_conflict',
      'upload_completed',
      'storage_unavailable',
      'storage_full',
    ],
  },
  'POST /api/v1/uploads/:id/complete': {
    summary: 'Complete: parts 1..n without gap, sizes that add up, at levels 1 and 2 ends that open. May be repeated',
    access: 'upload-token',
    params: uploadParams,
    status: 200,
    response: Type.Object({ upload: UploadState }),
    errors: [
      'not_found',
      'token_expired',
      'upload_incomplete',
      'upload_size_mismatch',
      'upload_not_sealed',
      'file_kind_refused',
      'storage_unavailable',
    ],
  },
  'DELETE /api/v1/uploads/:id': {
    summary: 'Abort the upload and forget the file',
    access: 'upload-token',
    params: uploadParams,
    status: 204,
    errors: ['not_found', 'token_expired', 'delivery_not_draft'],
  },
} as const satisfies RouteTable;
