import type { SubmittedFile } from '@umschlag/contract';
import type { EntranceTexts } from '../texts/de.ts';
import { findProof } from './proof.ts';

/** What a file is called: at levels 3 and 4 this tab alone knows, and later its place has to do. @param number from 1 */
export function submittedPath(file: SubmittedFile, number: number, { sealed: t }: EntranceTexts): readonly string[] {
  return file.path ?? findProof(file.submissionId)?.find(({ id }) => id === file.id)?.path ?? [t.file(number)];
}
