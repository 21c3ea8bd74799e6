import {
  checkReceiptNumber,
  checkReceiptText,
  type Deps,
  listReceiptKeys,
  loadReceipt,
  receiptPdf,
  requireOwnSubmission,
  resolveSubmission,
  throttleClient,
  type UploadLinkRow,
} from '@umschlag/core';
import type { FastifyReply } from 'fastify';
import type { Api } from '../api.ts';
import { OCTETS_HEADERS } from '../links/octets-wish.ts';
import { route } from '../plugins/route.ts';

/** Receipts of submissions: for the two sides, and to be checked by anybody. */
export function receipts(api: Api, deps: Deps): void {
  const { db } = deps.database;

  route(api, 'GET /api/v1/receipt-keys', async () => ({ keys: await listReceiptKeys(db) }));

  route(api, 'POST /api/v1/receipts/check', async ({ body, request }) => {
    await throttleClient(deps, 'receipt-client', request.ip);
    const sha256 = body.sha256 === undefined ? undefined : Buffer.from(body.sha256, 'hex');
    const check =
      'jws' in body ? await checkReceiptText(db, body.jws, sha256) : await checkReceiptNumber(db, body.number, sha256);
    return { ...check, issuedAt: check.issuedAt?.toISOString() ?? null };
  });

  route(api, 'GET /api/v1/submissions/:token/receipt', async ({ params, query, reply }) => {
    const { id, link } = await resolveSubmission(deps, params.token);
    return sendReceipt(deps, reply, { submissionId: id, link, as: query.as ?? 'pdf' });
  });

  route(
    api,
    'GET /api/v1/upload-links/:id/submissions/:submissionId/receipt',
    async ({ account, params, query, reply }) => {
      const link = await requireOwnSubmission(deps, account.id, params.id, params.submissionId);
      return sendReceipt(deps, reply, { submissionId: params.submissionId, link, as: query.as ?? 'pdf' });
    },
  );
}

interface WantedReceipt {
  readonly submissionId: string;
  readonly link: Pick<UploadLinkRow, 'language' | 'organisation_id'>;
  readonly as: 'pdf' | 'jws';
}

async function sendReceipt(
  deps: Deps,
  reply: FastifyReply,
  { submissionId, link, as }: WantedReceipt,
): Promise<FastifyReply> {
  const receipt = await loadReceipt(deps, deps.database.db, submissionId);
  const send = (type: string, extension: string, content: string | Buffer) =>
    reply
      .headers({
        ...OCTETS_HEADERS,
        'content-type': type,
        'content-disposition': `attachment; filename="${receipt.text.number}.${extension}"`,
      })
      .send(content);
  if (as === 'jws') return send('application/jose', 'jws', receipt.jws);
  const { time_zone: timeZone } = await deps.database.db
    .selectFrom('organisations')
    .select('time_zone')
    .where('id', '=', link.organisation_id)
    .executeTakeFirstOrThrow();
  return send('application/pdf', 'pdf', await receiptPdf(receipt, { language: link.language, timeZone }));
}
