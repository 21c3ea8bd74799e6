import type { RefusalReason } from '@umschlag/contract';
import { call } from '../api/call.ts';

/** Tells the sender over the platform. Whether it arrives or not: what counts is that nothing was given out. */
export function reportRefusal(token: string, reason: RefusalReason | undefined): void {
  if (reason === undefined) return;
  call('POST /api/v1/links/:token/refusals', { params: { token }, body: { reason } }).catch(() => undefined);
}
