import type { SubmittedFile } from '@umschlag/contract';

/** Where a requested document stands, all its files taken together. */
export type Standing = 'missing' | 'received' | 'accepted' | 'rejected';

type Reviewed = Pick<SubmittedFile, 'id' | 'submissionId' | 'review'>;

/**
 * A rejected file is replaced when a later submission holds another file for the same document.
 * @param files what was sent for one document, oldest first
 */
export function standingOf(files: readonly Reviewed[]): Standing {
  if (files.length === 0) return 'missing';
  const counting = files.filter((file) => !isReplaced(file, files));
  if (counting.some(isRejected)) return 'rejected';
  return counting.every(({ review }) => review?.state === 'accepted') ? 'accepted' : 'received';
}

const isRejected = ({ review }: Reviewed): boolean => review?.state === 'rejected';

function isReplaced(file: Reviewed, files: readonly Reviewed[]): boolean {
  if (!isRejected(file)) return false;
  const later = files.slice(files.indexOf(file) + 1);
  return later.some(({ submissionId }) => submissionId !== file.submissionId);
}
