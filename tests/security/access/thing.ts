import type { CallOptions, TestApi } from '@umschlag/api/testing';
import type { Cast } from './people.ts';

/** Stands in what belongs to the owner; nobody else's answer may hold it. */
export const SECRET_SUBJECT = 'Geheimsache 4711';

/** Stands in the replies of the addressed recipient; nobody else's answer may hold it. */
export const SECRET_REPLY = 'Widerspruch 4712';

/** What a call needs besides the proof of who calls. */
export interface Thing extends Pick<CallOptions, 'params' | 'query' | 'body' | 'headers' | 'cookie'> {
  /** The upload's token, for `holder`. */
  readonly holderBearer?: string;
}

/** Makes a thing of the owner's, in a state. */
export type Make = (api: TestApi, cast: Cast, state: string) => Promise<Thing>;
