import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { database, partsOfUpload, type StoredSubmission } from './upload-database.ts';

/** A submission that was begun: its id, and the token that proves whoever submits. */
export type Begun = Pick<StoredSubmission, 'id' | 'token'>;

/** The server has thrown it away by then, however large its upload was. */
const KEPT_MS = 8 * 24 * 60 * 60 * 1000;

/** What it was begun from; each has at most one draft on this device. */
export const beginningAt = {
  entrance: (token: string) => `entrance/${token}`,
  /** @param first id of the submission that it adds to */
  supplement: (first: string) => `supplement/${first}`,
};

const places = () => database('submissions');

/** What was begun from there on this device and not sent yet; undefined also where storage is forbidden. */
export async function findBegun(beginning: string): Promise<Begun | undefined> {
  try {
    await forgetOld();
    return await (await places()).get('submissions', beginning);
  } catch {
    return undefined;
  }
}

/**
 * Begins a submission, unless there is one: of two tabs the second goes on with what the first has begun.
 * @param begin asks the server for a new one
 * @throws ApiProblem
 */
export function beginOnce(beginning: string, begin: () => Promise<Begun>): Promise<Begun> {
  return navigator.locks.request(`umschlag-begin/${beginning}`, async () => {
    const there = await findBegun(beginning);
    if (there && (await isDraft(there))) return there;
    if (there) await forgetBegun(there.id);
    const { id, token } = await begin();
    await (await places()).put('submissions', { id, token, begunAt: new Date() }, beginning);
    return { id, token };
  });
}

/** @throws ApiProblem when the server does not say */
async function isDraft({ token }: Begun): Promise<boolean> {
  try {
    const { submission } = await call('GET /api/v1/submissions/:token', { params: { token } });
    return submission.state === 'draft';
  } catch (error) {
    if (error instanceof ApiProblem && error.code === 'not_found') return false;
    throw error;
  }
}

/** It was sent or thrown away: nothing of it stays on this device. */
export async function forgetBegun(id: string): Promise<void> {
  const tx = (await places()).transaction(
    ['submissions', 'uploads', 'parts', 'sealedFiles', 'draftTexts', 'draftKeys'],
    'readwrite',
  );
  const begun = tx.objectStore('submissions');
  for (const beginning of await begun.getAllKeys()) {
    if ((await begun.get(beginning))?.id === id) await begun.delete(beginning);
  }
  const uploads = tx.objectStore('uploads');
  for (const uploadId of await uploads.index('deliveryId').getAllKeys(id)) {
    await uploads.delete(uploadId);
    await tx.objectStore('parts').delete(partsOfUpload(uploadId));
  }
  const files = tx.objectStore('sealedFiles');
  for (const fileId of await files.index('deliveryId').getAllKeys(id)) await files.delete(fileId);
  await tx.objectStore('draftTexts').delete(id);
  await tx.objectStore('draftKeys').delete(id);
  await tx.done;
}

async function forgetOld(): Promise<void> {
  const before = Date.now() - KEPT_MS;
  for (const { id, begunAt } of await (await places()).getAll('submissions')) {
    if (begunAt.getTime() < before) await forgetBegun(id);
  }
}
