import type { Answer, Entrance } from '@umschlag/contract';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ApiProblem, asProblem } from '../api/problem.ts';
import { useLanguage } from '../i18n/language.tsx';
import { navigate } from '../routing/navigation.ts';
import { beginningAt, beginOnce, findBegun, forgetBegun } from '../transfer/begun-submissions.ts';
import { uploads } from '../transfer/transfers.ts';
import type { Confirmation } from './address-step.tsx';
import { type Draft, loadDraft, targetOf } from './draft.ts';
import { keyFragment } from './sealed/trusted-key.ts';
import { findUnlocked, forgetUnlocked, keepUnlocked } from './unlocked.ts';

interface Loaded {
  readonly entrance: Entrance;
  readonly draft: Draft | undefined;
  /** Whether the draft was begun before this page was opened. */
  readonly isContinued: boolean;
}

/** What somebody is to be told who comes back to the beginning. */
export type Fresh = 'discarded' | 'discardedElsewhere';

/** Refusals after which the entrance is another one than it was. */
const STATES = new Set(['upload_link_closed', 'deadline_passed', 'submissions_full']);

/** The upload link, what was begun with it on this device, and what the PIN has opened. */
export function useEntrance(token: string) {
  const { suggestLanguage } = useLanguage();
  const [loaded, setLoaded] = useState<Loaded | undefined>();
  const [problem, setProblem] = useState<ApiProblem | undefined>();
  const [unlocked, setUnlocked] = useState(() => findUnlocked(token));
  const [isPinOld, setIsPinOld] = useState(false);
  const [fresh, setFresh] = useState<Fresh | undefined>();
  const latest = useRef<Loaded | undefined>(undefined);
  const take = (next: Loaded) => {
    latest.current = next;
    setLoaded(next);
  };

  const load = async () => {
    try {
      const found = await loadEntrance(token);
      if (found.draft?.submission.state === 'sent') return showSent(found.draft);
      await suggestLanguage(found.entrance.language);
      const before = latest.current;
      if (before?.draft && before.draft.token !== found.draft?.token) {
        uploads.forget(targetOf(before.draft));
        // Whoever sends it takes it off this device, as does whoever discards it: the server tells which it was.
        const ended = await findDraft(before.draft);
        if (ended?.submission.state === 'sent') return showSent(ended);
        setFresh('discardedElsewhere');
      }
      const isContinued = before?.draft ? before.isContinued : found.draft !== undefined;
      take({ ...found, isContinued });
      setProblem(undefined);
    } catch (error) {
      setProblem(asProblem(error));
    }
  };
  useEffect(() => void load(), [token]);
  // Another tab may have gone on with it, sent it or thrown it away.
  useEffect(() => {
    const look = () => document.visibilityState === 'visible' && latest.current && void load();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [token]);

  /** @throws ApiProblem */
  const withGrant = async <T>(ask: (grant: { grant?: string }) => Promise<T>): Promise<T> => {
    try {
      return await ask(unlocked ? { grant: unlocked.grant } : {});
    } catch (error) {
      const { code } = asProblem(error);
      if (code === 'pin_required') {
        forgetUnlocked(token);
        setUnlocked(undefined);
        setIsPinOld(true);
      } else if (STATES.has(code)) await load();
      throw error;
    }
  };
  const params = { token };
  const begin = async (confirmation?: Confirmation): Promise<Draft> => {
    const begun = await beginOnce(beginningAt.entrance(token), () =>
      withGrant((grant) =>
        call('POST /api/v1/entrances/:token/submissions', {
          params,
          body: { ...grant, ...(confirmation && { confirmation }) },
        }),
      ),
    );
    const draft = await loadDraft(begun);
    setFresh(undefined);
    if (latest.current) take({ ...latest.current, draft, isContinued: false });
    return draft;
  };
  const askCode = (email: string) =>
    withGrant((grant) => call('POST /api/v1/entrances/:token/codes', { params, body: { email, ...grant } }));
  const unlock = (answer: Answer<'POST /api/v1/entrances/:token/unlock'>) => {
    keepUnlocked(token, answer);
    setUnlocked(answer.entrance.details ? { grant: answer.grant, details: answer.entrance.details } : undefined);
    if (latest.current) take({ ...latest.current, entrance: answer.entrance });
  };
  const restart = async () => {
    if (latest.current) take({ ...latest.current, draft: undefined, isContinued: false });
    setFresh('discarded');
    await load();
  };
  const entrance = loaded && withDetails(loaded, unlocked?.details);
  return {
    loaded: loaded && entrance && { ...loaded, entrance },
    problem,
    fresh,
    isPinOld,
    load,
    begin,
    askCode,
    unlock,
    restart,
  };
}

async function loadEntrance(token: string): Promise<Pick<Loaded, 'entrance' | 'draft'>> {
  const { entrance } = await call('GET /api/v1/entrances/:token', { params: { token } });
  const begun = await findBegun(beginningAt.entrance(token));
  if (!begun) return { entrance, draft: undefined };
  const draft = await findDraft(begun);
  if (!draft) await forgetBegun(begun.id);
  return { entrance, draft };
}

/** The submission as the server has it; undefined once it has none. @throws ApiProblem */
async function findDraft(begun: Pick<Draft, 'token'>): Promise<Draft | undefined> {
  try {
    return await loadDraft(begun);
  } catch (error) {
    if (!(error instanceof ApiProblem && error.code === 'not_found')) throw error;
    return undefined;
  }
}

/** The page ended between the server's word that it was sent and our noting it, or another tab has sent it. */
async function showSent({ token, submission }: Draft): Promise<void> {
  await forgetBegun(submission.id);
  navigate(`/s/${token}${keyFragment()}`, 'replace');
}

/** What is behind the PIN is told with the draft, or was told when the PIN was typed. */
const withDetails = ({ entrance, draft }: Loaded, details: Entrance['details'] | undefined): Entrance =>
  draft?.submission.entrance ?? { ...entrance, details: entrance.details ?? details ?? null };
