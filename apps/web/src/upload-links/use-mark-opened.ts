import { useEffect, useRef } from 'preact/hooks';
import { call } from '../api/call.ts';
import { onFirstInteraction } from '../links/report-opened.ts';
import type { SubmissionGroup } from './group-submissions.ts';

/**
 * Tells, once for each, that the owner looks at submissions: on the first touch or key while they are shown, never on
 * mere loading.
 * @returns tells it at once, for whoever has just opened them by hand
 */
export function useMarkOpened(group: SubmissionGroup, isShown: boolean): () => void {
  const told = useRef<ReadonlySet<string>>(new Set());
  const unopened = group.filter(({ openedAt }) => openedAt === null).map(({ linkToken }) => linkToken);
  const tell = () => {
    for (const token of unopened) {
      if (told.current.has(token)) continue;
      told.current = new Set([...told.current, token]);
      // It merely stays "new" if this fails.
      call('POST /api/v1/links/:token/opened', { params: { token } }).catch(() => undefined);
    }
  };
  const latest = useRef(tell);
  latest.current = tell;
  const tokens = unopened.join();
  useEffect(() => {
    if (isShown && tokens !== '') return onFirstInteraction(() => latest.current());
    return undefined;
  }, [isShown, tokens]);
  return tell;
}
