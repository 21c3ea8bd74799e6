export type { Account, CaseworkerAccount, Organisation } from './account.ts';
export type { Caller, SignInMethod } from './caller.ts';
export { findApiToken } from './find-api-token.ts';
export { findSession } from './find-session.ts';
