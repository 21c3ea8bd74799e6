import type { Answer } from '@umschlag/contract';
import { call } from '../api/call.ts';
import type { DraftFile, UploadTarget } from './messages.ts';

/** What is declared of a file before an octet moves. At levels 3 and 4 without name and type. */
export interface FileDeclaration {
  readonly sizeBytes: number;
  readonly position: number;
  readonly path?: string[];
  readonly mediaType?: string;
  readonly requestedDocumentId?: string;
}

/** Declares a file of a draft. @throws ApiProblem */
export function declareFile(
  { deliveryId, submissionToken: token }: UploadTarget,
  body: FileDeclaration,
): Promise<Answer<'POST /api/v1/deliveries/:id/uploads'>> {
  if (token === undefined) return call('POST /api/v1/deliveries/:id/uploads', { params: { id: deliveryId }, body });
  return call('POST /api/v1/submissions/:token/uploads', { params: { token }, body });
}

/** Takes a file out of a draft, uploaded or not. @throws ApiProblem */
export async function discardFile({ deliveryId, submissionToken: token }: UploadTarget, fileId: string): Promise<void> {
  if (token === undefined) {
    await call('DELETE /api/v1/deliveries/:id/files/:fileId', { params: { id: deliveryId, fileId } });
  } else await call('DELETE /api/v1/submissions/:token/files/:fileId', { params: { token, fileId } });
}

/** The files that the server knows of a draft. @throws ApiProblem */
export async function listFiles({ deliveryId, submissionToken: token }: UploadTarget): Promise<readonly DraftFile[]> {
  if (token === undefined) {
    return (await call('GET /api/v1/deliveries/:id', { params: { id: deliveryId } })).delivery.files;
  }
  const { submission } = await call('GET /api/v1/submissions/:token', { params: { token } });
  return filesOfSubmission(submission);
}

/** What a submission itself holds, without what was sent before it; in order. */
export function filesOfSubmission({
  id,
  files,
}: Answer<'GET /api/v1/submissions/:token'>['submission']): readonly DraftFile[] {
  return files.filter(({ submissionId }) => submissionId === id).map((file, position) => ({ ...file, position }));
}
