import type { ReceivedSubmission } from '@umschlag/contract';

/** The first submission, or the oldest of it that can still be read, and what was added to it: oldest first. */
export type SubmissionGroup = readonly [ReceivedSubmission, ...ReceivedSubmission[]];

/** Submissions with what was added to them; what something came for last is first. */
export function groupSubmissions(submissions: readonly ReceivedSubmission[]): SubmissionGroup[] {
  const oldestFirst = [...submissions].sort((a, b) => a.sentAt.localeCompare(b.sentAt));
  const groups = Map.groupBy(oldestFirst, ({ id, supplements }) => supplements ?? id);
  // No group is empty: each is there for a submission.
  return ([...groups.values()] as unknown as SubmissionGroup[]).sort((a, b) => lastOf(b).localeCompare(lastOf(a)));
}

const lastOf = (group: SubmissionGroup): string => group.at(-1)?.sentAt ?? '';
