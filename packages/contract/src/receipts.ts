import Type from 'typebox';
import { Id, Instant, Nullable, SecretToken } from './common.ts';
import type { RouteTable } from './route.ts';

const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of a file, hexadecimal' });

/** Receipts of submissions (docs/FORMATS.md, “Receipt”). */
export const receiptRoutes = {
  'GET /api/v1/receipt-keys': {
    summary: 'The public keys that have signed receipts, as a JSON Web Key Set (RFC 7517); none is ever taken out',
    access: 'anyone',
    status: 200,
    response: Type.Object({
      keys: Type.Array(
        Type.Object({
          kty: Type.Literal('OKP'),
          crv: Type.Literal('Ed25519'),
          x: Type.String(),
          kid: Type.String(),
          alg: Type.Literal('EdDSA'),
          use: Type.Literal('sig'),
        }),
      ),
    }),
    errors: [],
  },
  'POST /api/v1/receipts/check': {
    summary: 'Whether a receipt is genuine, by its number or by the signed text, and whether a file is in it',
    access: 'anyone',
    body: Type.Union([
      Type.Object({ number: Type.String({ minLength: 1, maxLength: 60 }), sha256: Type.Optional(Sha256) }),
      Type.Object({ jws: Type.String({ minLength: 1, maxLength: 200_000 }), sha256: Type.Optional(Sha256) }),
    ]),
    status: 200,
    response: Type.Object({
      isGenuine: Type.Boolean(),
      issuedAt: Nullable(Instant),
      hasFile: Nullable(Type.Boolean({ description: 'null: no file was asked for' })),
    }),
    errors: ['too_many_requests'],
  },
  'GET /api/v1/submissions/:token/receipt': {
    summary: 'The receipt as PDF/A-3, with the signed text attached; the signed text alone with `as=jws`',
    access: 'submission',
    params: Type.Object({ token: SecretToken }),
    query: Type.Object({ as: Type.Optional(Type.Union([Type.Literal('pdf'), Type.Literal('jws')])) }),
    status: 200,
    errors: ['not_found'],
  },
  'GET /api/v1/upload-links/:id/submissions/:submissionId/receipt': {
    summary: 'The receipt of a submission, for the owner of the upload link; as for whoever submitted',
    access: 'caseworker',
    apiToken: true,
    params: Type.Object({ id: Id, submissionId: Id }),
    query: Type.Object({ as: Type.Optional(Type.Union([Type.Literal('pdf'), Type.Literal('jws')])) }),
    status: 200,
    errors: ['not_found'],
  },
} as const satisfies RouteTable;
