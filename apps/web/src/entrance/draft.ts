import type { Submission } from '@umschlag/contract';
import { call } from '../api/call.ts';
import { type Begun, forgetBegun } from '../transfer/begun-submissions.ts';
import type { UploadTarget } from '../transfer/messages.ts';
import { uploads } from '../transfer/transfers.ts';

/** A submission that was begun and not sent, as the server has it, with what proves whoever submits. */
export interface Draft {
  readonly token: string;
  readonly submission: Submission;
}

export const targetOf = ({ token, submission }: Draft): UploadTarget => ({
  deliveryId: submission.id,
  submissionToken: token,
});

/** @throws ApiProblem */
export async function loadDraft({ token }: Pick<Begun, 'token'>): Promise<Draft> {
  const { submission } = await call('GET /api/v1/submissions/:token', { params: { token } });
  return { token, submission };
}

/** Ends its uploads in this tab and takes out what is kept of it on this device: it was sent or thrown away. */
export async function forgetDraft(draft: Draft): Promise<void> {
  uploads.forget(targetOf(draft));
  // Where storage is forbidden nothing was kept.
  await forgetBegun(draft.submission.id).catch(() => undefined);
}
