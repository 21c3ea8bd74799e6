import type { Account, Answer } from '@umschlag/contract';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { call } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { lockKeys } from '../keys/lock-signal.ts';
import { forgetAllUploads, keepUploadsOf } from '../transfer/upload-data.ts';

interface SessionState {
  readonly account: Account | null;
  readonly platformName: string;
  setAccount(account: Account): void;
  /** Ends the session, and with it what it has left in this browser. @throws ApiProblem */
  signOut(): Promise<void>;
}

const SessionContext = createContext<SessionState | undefined>(undefined);

interface ProviderProps {
  readonly first: Answer<'GET /api/v1/session'>;
  readonly children: ComponentChildren;
}

export function SessionProvider({ first, children }: ProviderProps) {
  const [account, setAccount] = useState(() => withOwnUploads(first.account));
  const state = useMemo(
    () => ({
      account,
      platformName: first.platformName,
      setAccount: (next: Account) => setAccount(withOwnUploads(next)),
      signOut: async () => {
        lockKeys();
        await call('DELETE /api/v1/session', {}).catch(unlessEnded);
        await forgetAllUploads();
        setAccount(null);
      },
    }),
    [account, first.platformName],
  );
  return <SessionContext.Provider value={state}>{children}</SessionContext.Provider>;
}

/** A session that has run out by itself has left the same behind. */
function unlessEnded(error: unknown): void {
  if (!(error instanceof ApiProblem && error.code === 'sign_in_required')) throw error;
}

/** A browser may be shared: what another account's uploads and keys have left goes before anything of this one is shown. */
function withOwnUploads(account: Account | null): Account | null {
  if (account) {
    keepUploadsOf(account.id);
    lockKeys({ exceptAccountId: account.id });
  }
  return account;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('There is no SessionProvider above.');
  return state;
}
