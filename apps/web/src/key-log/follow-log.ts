import type { Answer } from '@umschlag/contract';
import { followKeyLog, KEY_LOG_START, type KeyLogFact, type KeyLogPosition } from '@umschlag/contract/key-log';
import { call } from '../api/call.ts';

/** Asks for entries after a place. @throws ApiProblem */
export type FetchEntries = (query: { after: number; limit: number }) => Promise<Answer<'GET /api/v1/key-log'>>;

export const fetchEntries: FetchEntries = (query) => call('GET /api/v1/key-log', { query });

/** The most that the route gives at once. */
const PAGE = 1000;

/** Some entries that follow each other, and all that went before. */
export interface LogPage {
  readonly facts: readonly KeyLogFact[];
  /** Where they end. */
  readonly position: KeyLogPosition;
  /** Whether the place that was remembered is among them, as it was. */
  readonly hasSeen: boolean;
  readonly isLast: boolean;
}

/**
 * The key log from entry `first` on, a page at a time. From entry 1 it begins at its beginning; from a later one it is
 * taken at its word about the entry before, so that only the remembered place further on vouches for it.
 * @param seen how far it was read before
 * @throws KeyLogBroken, ApiProblem
 */
export async function* followFrom(
  first: number,
  seen: KeyLogPosition | undefined,
  fetch: FetchEntries,
): AsyncGenerator<LogPage> {
  let position = KEY_LOG_START;
  for (let after = first - 1; ; after = position.seq) {
    const { entries, nextAfter } = await fetch({ after, limit: PAGE });
    if (position === KEY_LOG_START && after > 0) position = { seq: after, hash: saidBefore(entries[0]?.entry) };
    const page = await followKeyLog(entries, position);
    position = page.position;
    const hasSeen = entries.some(({ seq, hash }) => seq === seen?.seq && hash === seen.hash);
    const isLast = nextAfter === null || entries.length === 0;
    yield { facts: page.facts, position, hasSeen, isLast };
    if (isLast) return;
  }
}

/** What an entry says of the one before. Of one that is not even JSON the check itself says more. */
function saidBefore(entry: string | undefined): string {
  try {
    return String((JSON.parse(entry ?? '{}') as { previous?: unknown }).previous);
  } catch {
    return '';
  }
}
