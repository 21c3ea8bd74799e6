import type { RefusalReason } from '@umschlag/contract';
import type { Client } from '../http/index.ts';

/** Tells the sender over the platform. Whether it arrives or not: what counts is that nothing was given out. */
export async function tellRefusal(client: Client, token: string, reason: RefusalReason): Promise<void> {
  const input = { params: { token }, body: { reason }, repeatable: true };
  await client.call('POST /api/v1/links/:token/refusals', input).catch(() => {});
}
