import type { Account } from './account.ts';

export type SignInMethod = 'password' | 'code' | 'link' | 'invitation';

/** Who calls, and how that was proved. */
export interface Caller {
  readonly account: Account;
  /** Absent for API tokens. */
  readonly session?: { readonly id: string; readonly method: SignInMethod; readonly createdAt: Date };
  readonly apiTokenId?: string;
}
