import type { Submission } from '@umschlag/contract';
import { call, putOctets } from '../../api/call.ts';
import { ApiProblem } from '../../api/problem.ts';
import { ask, KeyProblem } from '../../keys/keyring.ts';
import { filesOfSubmission } from '../../transfer/draft-files.ts';
import type { Transfer } from '../../transfer/messages.ts';
import { type SealedFile, sealedFilesOf } from '../../transfer/sealed-files.ts';
import { type Draft, loadDraft } from '../draft.ts';
import { keepProof } from './proof.ts';
import type { SealedSubmission } from './sealing-calls.ts';
import { trustedKey } from './trusted-key.ts';

interface SealAndSend {
  readonly draft: Draft;
  readonly level: 3 | 4;
  /** The files that the person has seen, and no other. */
  readonly transfers: readonly Transfer[];
  readonly message: string;
  readonly isPartial: boolean;
}

/**
 * Levels 3 and 4: seals to the owner and sends. A key that the owner has renewed meanwhile is followed once more.
 * @throws ApiProblem
 */
export async function sealAndSend(work: SealAndSend): Promise<void> {
  try {
    await sealOnce(work);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'recipient_key_changed')) throw error;
    await sealOnce(work);
  }
}

async function sealOnce({ draft, level, transfers, message, isPartial }: SealAndSend): Promise<void> {
  const { submission } = await loadDraft(draft);
  const { ownerKeys, level: levelNow } = submission.entrance;
  const trusted = trustedKey();
  // A server that now speaks of another level, or of no key, gets nothing.
  if (levelNow !== level || !ownerKeys || trusted === undefined || submission.email === null) {
    throw new ApiProblem('answer_unreadable');
  }
  const sealed = await ask('sealSubmission', {
    submissionId: submission.id,
    level,
    address: submission.email.toLowerCase(),
    owner: { trusted, ownerKeys },
    files: await filesOf(submission, transfers),
    message: level === 4 ? message : undefined,
  }).catch(asUnreadable);
  const params = { token: draft.token };
  const query = { fingerprint: sealed.readerFingerprint };
  await putOctets('PUT /api/v1/submissions/:token/manifest', { params, query, octets: sealed.forOwner });
  // Before it is sent: whoever closes the page meanwhile has it nevertheless.
  keepProof(submission.id, sealed.proven);
  const { key, commitments } = sealed;
  const body = { isPartial, sealed: { key, commitments: [...commitments] } };
  await call('POST /api/v1/submissions/:token/send', { params, body });
}

/** The page refuses what the server says of the owner's key; nothing has left this device that could be opened. */
function asUnreadable(error: unknown): SealedSubmission {
  if (error instanceof KeyProblem) throw new ApiProblem('answer_unreadable');
  throw error;
}

/** @throws ApiProblem `upload_incomplete` if this device lacks one's key, or the server has others than were seen */
async function filesOf(submission: Submission, seen: readonly Transfer[]): Promise<SealedFile[]> {
  const there = filesOfSubmission(submission);
  const seenIds = new Set(seen.map(({ fileId }) => fileId));
  if (there.length !== seen.length || !there.every(({ id }) => seenIds.has(id))) {
    throw new ApiProblem('upload_incomplete');
  }
  const kept = new Map((await sealedFilesOf(submission.id, 'submissions')).map((file) => [file.fileId, file]));
  return there.map(({ id, state }) => {
    const file = kept.get(id);
    if (!file || state !== 'stored') throw new ApiProblem('upload_incomplete');
    return file;
  });
}
