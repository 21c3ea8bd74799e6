import type { Account } from '@umschlag/contract';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { lockKey, useOpenKey } from './keyring.ts';
import type { UnlockedKey } from './messages.ts';
import { UnlockDialog } from './unlock-dialog.tsx';
import { Cancelled } from './use-key-action.ts';

interface Asking {
  readonly fingerprint: string | undefined;
  resolve(open: UnlockedKey): void;
  reject(error: Cancelled): void;
}

export interface UnlockedKeyState {
  /** What is open now; `undefined` while locked. */
  readonly open: UnlockedKey | undefined;
  /**
   * Resolves when the key is open, asking the person if it is not. A fingerprint names one of the account's keys.
   * @throws Cancelled
   */
  unlock(fingerprint?: string): Promise<UnlockedKey>;
  lock(): void;
  /** To be put into the page once: the dialog, while it is asked. */
  readonly dialog: ComponentChildren;
}

/** The account's secret key, for a page that has to sign or to open something. The key itself stays in its worker. */
export function useUnlockedKey(account: Account): UnlockedKeyState {
  const held = useOpenKey();
  const open = held?.accountId === account.id ? held : undefined;
  const [asking, setAsking] = useState<Asking | undefined>();
  const unlock = (fingerprint?: string): Promise<UnlockedKey> => {
    if (open && (fingerprint === undefined || open.opened.includes(fingerprint))) return Promise.resolve(open);
    return new Promise((resolve, reject) => setAsking({ fingerprint, resolve, reject }));
  };
  const finish = (act: (asked: Asking) => void) => {
    if (asking) act(asking);
    setAsking(undefined);
  };
  const dialog = asking && (
    <UnlockDialog
      account={account}
      fingerprint={asking.fingerprint}
      onUnlocked={(now) => finish(({ resolve }) => resolve(now))}
      onClose={() => finish(({ reject }) => reject(new Cancelled()))}
    />
  );
  return { open, unlock, lock: lockKey, dialog };
}
