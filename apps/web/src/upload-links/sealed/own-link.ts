import type { UploadLink } from '@umschlag/contract';
import { ApiProblem } from '../../api/problem.ts';
import type { UnlockedKey } from '../../keys/messages.ts';

/** The fingerprint that the link hands on; `undefined` at levels 1 and 2. */
const fingerprintIn = ({ link }: Pick<UploadLink, 'link'>): string | undefined =>
  new URL(link).hash.slice(1) || undefined;

/**
 * That a new link hands on the own key, whose owner has just unlocked it: what the server would put in its place would
 * read all that comes through it.
 * @throws ApiProblem `answer_unreadable`
 */
export function requireOwnKey(uploadLink: UploadLink, fingerprint: string | undefined): void {
  if (fingerprintIn(uploadLink) !== fingerprint) throw new ApiProblem('answer_unreadable');
}

/** Whether the link hands on a key that is none of one's own; not known while one's own is locked. */
export function handsOnOther(uploadLink: UploadLink, open: UnlockedKey | undefined): boolean {
  const fingerprint = fingerprintIn(uploadLink);
  // What a team's is, its own page says.
  if (uploadLink.team) return false;
  return fingerprint !== undefined && open !== undefined && !open.opened.includes(fingerprint);
}
