import { createHmac } from 'node:crypto';
import type { PlatformKeys } from '../platform-keys.ts';

/** What a counter is stored under: a keyed hash, so that no address of a client or a mailbox is in the table. */
export function throttleKey(keys: PlatformKeys, ...parts: readonly string[]): Buffer {
  return createHmac('sha256', keys.of('throttles')).update(JSON.stringify(parts), 'utf8').digest();
}
