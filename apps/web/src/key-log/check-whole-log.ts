import { KeyLogBroken, type KeyLogFact, type KeyLogPosition } from '@umschlag/contract/key-log';
import { type FetchEntries, followFrom } from './follow-log.ts';
import { type LoggedKey, LogWatch } from './log-watch.ts';

/** What was found in the whole log. */
export interface WholeLog {
  readonly chain:
    | { readonly state: 'whole' }
    | { readonly state: 'broken'; readonly seq: number }
    | { readonly state: 'rewritten'; readonly seq: number };
  readonly entries: number;
  /** Where it ends, unless it is broken. */
  readonly position: KeyLogPosition | undefined;
  /** All that stands there in one's own name. */
  readonly own: readonly KeyLogFact[];
  /** Own keys that do not stand where they should. */
  readonly missing: readonly string[];
  /** Contacts whose remembered key does not stand where it should. */
  readonly strange: readonly string[];
  /** Contacts whose remembered key is not in force any more. */
  readonly ended: readonly string[];
}

interface WholeLogInput {
  /** The present key and those before. */
  readonly ownKeys: readonly LoggedKey[];
  readonly contacts: readonly LoggedKey[];
  readonly seen: KeyLogPosition | undefined;
  readonly fetch: FetchEntries;
  /** So many entries were read. */
  onRead(entries: number): void;
  readonly signal: AbortSignal;
}

/**
 * Reads the key log from its beginning to its end.
 * @throws ApiProblem; the signal's reason
 */
export async function checkWholeLog(input: WholeLogInput): Promise<WholeLog> {
  const { ownKeys, contacts, seen, fetch, onRead, signal } = input;
  const watch = await LogWatch.over([...ownKeys, ...contacts]);
  let position: KeyLogPosition | undefined;
  let hasSeen = seen === undefined;
  try {
    for await (const page of followFrom(1, seen, fetch)) {
      signal.throwIfAborted();
      watch.see(page.facts);
      position = page.position;
      hasSeen ||= page.hasSeen;
      onRead(position.seq);
    }
  } catch (error) {
    if (!(error instanceof KeyLogBroken)) throw error;
    const none = { own: [], missing: [], strange: [], ended: [], position: undefined };
    return { chain: { state: 'broken', seq: error.seq }, entries: error.seq - 1, ...none };
  }
  const first = ownKeys[0];
  return {
    chain: hasSeen ? { state: 'whole' } : { state: 'rewritten', seq: seen!.seq },
    entries: position?.seq ?? 0,
    position,
    own: first ? watch.factsOf(first) : [],
    missing: ownKeys.filter((key) => !watch.isThere(key)).map(({ fingerprint }) => fingerprint),
    strange: contacts.filter((key) => !watch.isThere(key)).map(({ address }) => address),
    ended: contacts.filter((key) => watch.isThere(key) && !watch.isInForce(key)).map(({ address }) => address),
  };
}

/** Whether all of it is as it should be; a contact who has another key by now is nothing wrong. */
export const isAllRight = ({ chain, missing, strange, own }: WholeLog, ownFingerprints: ReadonlySet<string>): boolean =>
  chain.state === 'whole' && missing.length + strange.length === 0 && unknownIn(own, ownFingerprints).length === 0;

/** What stands there in one's own name about keys that one does not have. */
export const unknownIn = (own: readonly KeyLogFact[], ownFingerprints: ReadonlySet<string>): KeyLogFact[] =>
  own.filter(({ fingerprint }) => !ownFingerprints.has(fingerprint));
