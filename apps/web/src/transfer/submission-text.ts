import { draftKey, findDraftKey } from './draft-key.ts';
import { openBox, sealBox } from './sealed-box.ts';
import { database } from './upload-database.ts';

const PLACE = 'submissions';
const context = (submissionId: string): string => `text ${submissionId}`;

/** Keeps what somebody writes at level 4, encrypted, until the submission is sent or thrown away. */
export async function keepSubmissionText(submissionId: string, text: string): Promise<void> {
  const box = await sealBox(await draftKey(submissionId, PLACE), context(submissionId), text);
  await (await database(PLACE)).put('draftTexts', box, submissionId);
}

export async function findSubmissionText(submissionId: string): Promise<string | undefined> {
  const key = await findDraftKey(submissionId, PLACE);
  const box = await (await database(PLACE)).get('draftTexts', submissionId);
  return key && box ? openBox<string>(key, context(submissionId), box) : undefined;
}
