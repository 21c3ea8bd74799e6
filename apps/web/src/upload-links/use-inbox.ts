import type { ReceivedSubmission } from '@umschlag/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { type ApiProblem, asProblem } from '../api/problem.ts';

/** What a look into the inbox has found. */
export interface Look {
  /** How many submissions the look before did not know. */
  readonly arrived: number;
  readonly unopened: number;
}

export interface InboxContent {
  /** Undefined until they are loaded. */
  readonly submissions: readonly ReceivedSubmission[] | undefined;
  readonly problem: ApiProblem | undefined;
  /** Looks again, after what is under way: undefined if it failed, or was the first. */
  refresh(): Promise<Look | undefined>;
}

/** What came through an upload link. The last that was loaded stays while a later try fails. */
export function useInbox(uploadLinkId: string): InboxContent {
  const [submissions, setSubmissions] = useState<readonly ReceivedSubmission[] | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const load = async (): Promise<Look | undefined> => {
    try {
      const answer = await call('GET /api/v1/upload-links/:id/submissions', { params: { id: uploadLinkId } });
      const before = known.current;
      known.current = new Set(answer.submissions.map(({ id }) => id));
      setSubmissions(answer.submissions);
      setProblem(undefined);
      return before && lookAt(answer.submissions, before);
    } catch (error) {
      setProblem(asProblem(error));
      return undefined;
    }
  };
  // One after the other: an older answer never takes the place of a newer one.
  const refresh = () => {
    const next = last.current.then(load);
    last.current = next;
    return next;
  };
  useEffect(() => void refresh(), []);
  return { submissions, problem, refresh };
}

function lookAt(submissions: readonly ReceivedSubmission[], before: ReadonlySet<string>): Look {
  return {
    arrived: submissions.filter(({ id }) => !before.has(id)).length,
    unopened: submissions.filter(({ openedAt }) => openedAt === null).length,
  };
}
