import {
  type CountedFetch,
  claimFetch,
  type DeliveredRange,
  type Deps,
  type ResolvedLink,
  recordLimitedEnd,
  recordLimitedMiddle,
  recordUnlimitedRange,
  releaseFetch,
  type ServedFile,
  untilRecorded,
} from '@umschlag/core';
import { MINUTE_MS, newId } from '@umschlag/std';
import type { ByteRange } from './byte-range.policy.ts';

/** The last octets must be gone by then; half of the time after which a claim counts as left behind by a crash. */
const LAST_PIECE_MS = 5 * MINUTE_MS;

/** What counts one response with octets of a file. */
export interface FetchCount {
  /** To be asked before the file's last octets leave; absent where the response does not have them. */
  readonly claim: (() => Promise<void>) | undefined;
  /** All of it was handed to the connection, which still stood. */
  delivered(): Promise<void>;
  /** The connection ended after this many octets. */
  cut(handedOctets: number): Promise<void>;
}

interface CountedResponse {
  readonly link: ResolvedLink;
  readonly file: ServedFile;
  /** Id of the granted fetch, where downloads are limited. */
  readonly fetchId: string | undefined;
}

/** @param stop is raised when the last octets take too long */
export function fetchCount(
  deps: Deps,
  { link, file, fetchId }: CountedResponse,
  range: ByteRange,
  stop: AbortController,
): FetchCount {
  const recipientId = link.recipient.id;
  const { download_limit: downloadLimit } = link.delivery;
  const all = { recipientId, fileId: file.id, sizeBytes: file.sizeBytes, ...range };
  if (downloadLimit === null || fetchId === undefined) return unlimitedCount(deps, all);
  if (!hasLastOctet(all)) return limitedMiddle(deps, all);
  return limitedEnd(deps, { fetchId, recipientId, fileId: file.id, downloadLimit }, all, stop);
}

function hasLastOctet({ end, sizeBytes }: DeliveredRange): boolean {
  return end === sizeBytes;
}

/** When the connection ends too early nobody knows about the last octet, so it never counts. */
function upTo(all: DeliveredRange, handedOctets: number): DeliveredRange {
  return { ...all, end: Math.min(all.start + handedOctets, all.sizeBytes - 1) };
}

/** Nothing limits how often. */
function unlimitedCount(deps: Deps, all: DeliveredRange): FetchCount {
  const id = newId();
  return {
    claim: hasLastOctet(all) ? async () => undefined : undefined,
    delivered: () => untilRecorded(() => recordUnlimitedRange(deps, id, all)),
    cut: async (handed) => {
      if (handed > 0) await untilRecorded(() => recordUnlimitedRange(deps, id, upTo(all, handed)));
    },
  };
}

/** With a limit, but without the file's last octet: uses nothing up. */
function limitedMiddle(deps: Deps, all: DeliveredRange): FetchCount {
  return {
    claim: undefined,
    delivered: () => untilRecorded(() => recordLimitedMiddle(deps, all)),
    cut: (handed) => completeUpTo(deps, all, handed),
  };
}

/** With a limit and the file's last octet: uses one fetch up, unless the octet does not arrive. */
function limitedEnd(deps: Deps, fetch: CountedFetch, all: DeliveredRange, stop: AbortController): FetchCount {
  let claiming: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  return {
    claim: () => {
      timer = setTimeout(() => stop.abort(), LAST_PIECE_MS);
      claiming = claimFetch(deps, fetch);
      return claiming;
    },
    delivered: async () => {
      clearTimeout(timer);
      // Until it is recorded the claim stands.
      await untilRecorded(() => recordLimitedEnd(deps, fetch, all));
    },
    cut: async (handed) => {
      clearTimeout(timer);
      // A claim that was refused is not ours to give back: it may be that of another response.
      const isOurs = await claiming?.then(
        () => true,
        () => false,
      );
      await Promise.all([isOurs && releaseFetch(deps, fetch), completeUpTo(deps, all, handed)]);
    },
  };
}

async function completeUpTo(deps: Deps, all: DeliveredRange, handedOctets: number): Promise<void> {
  if (handedOctets > 0) await untilRecorded(() => recordLimitedMiddle(deps, upTo(all, handedOctets)));
}
