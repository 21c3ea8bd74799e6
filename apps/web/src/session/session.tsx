import type { Account, Answer } from '@umschlag/contract';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useMemo, useState } from 'preact/hooks';
import { call } from '../api/call.ts';

interface SessionState {
  readonly account: Account | null;
  readonly platformName: string;
  setAccount(account: Account | null): void;
  signOut(): Promise<void>;
}

const SessionContext = createContext<SessionState | undefined>(undefined);

interface ProviderProps {
  readonly first: Answer<'GET /api/v1/session'>;
  readonly children: ComponentChildren;
}

export function SessionProvider({ first, children }: ProviderProps) {
  const [account, setAccount] = useState(first.account);
  const state = useMemo(
    () => ({
      account,
      platformName: first.platformName,
      setAccount,
      signOut: async () => {
        await call('DELETE /api/v1/session', {});
        setAccount(null);
      },
    }),
    [account, first.platformName],
  );
  return <SessionContext.Provider value={state}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionState {
  const state = useContext(SessionContext);
  if (!state) throw new Error('There is no SessionProvider above.');
  return state;
}
