import { randomUUID } from 'node:crypto';

/** A random version 4 UUID (RFC 9562 §5.4). Says nothing about time or order, so that an id reveals neither. */
export function newId(): string {
  return randomUUID();
}
