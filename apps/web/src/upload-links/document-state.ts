import type { SubmittedFile } from '@umschlag/contract';

/** How it stands with a requested document. */
export type DocumentState = 'missing' | 'received' | 'accepted' | 'rejected';

/** Of the files that answer it: one that is accepted settles it, one that is still to be looked at keeps it open. */
export function documentState(files: readonly SubmittedFile[]): DocumentState {
  const states = files.map(stateOf);
  return (['accepted', 'received', 'rejected'] as const).find((state) => states.includes(state)) ?? 'missing';
}

export const stateOf = ({ review }: SubmittedFile): Exclude<DocumentState, 'missing'> => review?.state ?? 'received';
