import { KeyLogBroken, type KeyLogPosition } from '@umschlag/contract/key-log';
import { type FetchEntries, fetchEntries, followFrom } from './follow-log.ts';
import { type LoggedKey, LogWatch } from './log-watch.ts';
import { notePosition, seenPosition } from './seen-position.ts';

/** A key that is about to be used. */
export interface UsedKey extends LoggedKey {
  /** It was not remembered before: its entry has to be found, however old it is. */
  readonly isNew: boolean;
  /** For checking a signature, a key that was replaced since is as good. */
  readonly mayHaveEnded?: boolean;
}

/** What the log says. */
export type LogFinding =
  | { readonly state: 'whole' }
  /** It is too long to be read at once; as far as it was read nothing is wrong. */
  | { readonly state: 'unfinished' }
  /** It is not one unbroken chain. */
  | { readonly state: 'broken'; readonly seq: number }
  /** It is not the log that this browser has read before, up to `seq`. */
  | { readonly state: 'rewritten'; readonly seq: number }
  /** A key does not stand in it where it should. */
  | { readonly state: 'missing'; readonly address: string }
  /** The key that is handed out is not in force any more. */
  | { readonly state: 'superseded'; readonly address: string };

export type WrongLog = Exclude<LogFinding, { state: 'whole' | 'unfinished' }>;

export const isWrong = (finding: LogFinding | undefined): finding is WrongLog =>
  finding !== undefined && finding.state !== 'whole' && finding.state !== 'unfinished';

/** 20,000 entries, some 9 MB: more is for the page of the key, where somebody waits for it. */
const MAX_PAGES = 20;

interface CheckInput {
  readonly keys: readonly UsedKey[];
  /** How far the log was read before. */
  readonly seen: KeyLogPosition | undefined;
  readonly fetch: FetchEntries;
}

/**
 * Goes on from where the log was read last, or from the oldest key that is new, and holds keys against it.
 * @returns with the place to be remembered, if all is right
 * @throws ApiProblem
 */
export async function checkLog({
  keys,
  seen,
  fetch,
}: CheckInput): Promise<{ finding: LogFinding; position: KeyLogPosition | undefined }> {
  const wanted = keys.filter(({ isNew }) => isNew);
  const first = Math.max(1, Math.min(seen?.seq ?? 1, ...wanted.map(({ logSeq }) => logSeq)));
  const watch = await LogWatch.over(keys);
  let position: KeyLogPosition | undefined;
  let hasSeen = seen === undefined;
  let isLast = false;
  try {
    let pages = 0;
    for await (const page of followFrom(first, seen, fetch)) {
      watch.see(page.facts);
      ({ position, isLast } = page);
      hasSeen ||= page.hasSeen;
      pages += 1;
      if (pages === MAX_PAGES) break;
    }
  } catch (error) {
    if (!(error instanceof KeyLogBroken)) throw error;
    return { finding: { state: 'broken', seq: error.seq }, position: undefined };
  }
  const last = position?.seq ?? 0;
  const finding = judge({ wanted, keys, watch, seen: hasSeen ? undefined : seen, last, isLast });
  const isRight = !isWrong(finding) && hasSeen && last > 0;
  return { finding, position: isRight ? position : undefined };
}

interface Reading {
  readonly wanted: readonly UsedKey[];
  readonly keys: readonly UsedKey[];
  readonly watch: LogWatch;
  /** The remembered place, if it was not found. */
  readonly seen: KeyLogPosition | undefined;
  /** The last entry that was read; 0: none. */
  readonly last: number;
  readonly isLast: boolean;
}

function judge({ wanted, keys, watch, seen, last, isLast }: Reading): LogFinding {
  if (seen && (isLast || last >= seen.seq)) return { state: 'rewritten', seq: seen.seq };
  const missing = wanted.find((key) => (isLast || key.logSeq <= last) && !watch.isThere(key));
  if (missing) return { state: 'missing', address: missing.address };
  const ended = keys.find((key) => !key.mayHaveEnded && !watch.isInForce(key));
  if (ended) return { state: 'superseded', address: ended.address };
  return { state: isLast ? 'whole' : 'unfinished' };
}

/** {@link checkLog} in this browser: on from what it has seen, and remembered for the next time. @throws ApiProblem */
export async function checkUsedKeys(keys: readonly UsedKey[]): Promise<LogFinding> {
  const { finding, position } = await checkLog({ keys, seen: seenPosition(), fetch: fetchEntries });
  if (position) notePosition(position);
  return finding;
}
