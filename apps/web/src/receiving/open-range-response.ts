import { ApiProblem, problemFrom } from '../api/problem.ts';

/** Without any octet for so long, the line counts as dead. */
const SILENCE_MS = 30_000;

interface RangeWish {
  readonly path: string;
  /** First octet. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Octets of the whole object, to notice that it is another one. */
  readonly totalOctets: number;
  readonly signal: AbortSignal;
}

/** The octets of one answer, one piece at a time. */
export interface RangeResponse {
  /** @throws ApiProblem `network_unreachable` when the connection has ended too early, or is dead; the signal's reason */
  next(): Promise<Uint8Array>;
  /** Ends the connection, if it still stands. */
  end(): void;
}

/** Asks for a range of an object. @throws ApiProblem; the signal's reason */
export async function openRangeResponse(wish: RangeWish): Promise<RangeResponse> {
  const dead = new AbortController();
  const signal = AbortSignal.any([wish.signal, dead.signal]);
  const heard = async <T>(work: Promise<T>): Promise<T> => {
    const timer = setTimeout(() => dead.abort(), SILENCE_MS);
    try {
      return await work;
    } catch {
      wish.signal.throwIfAborted();
      throw new ApiProblem('network_unreachable');
    } finally {
      clearTimeout(timer);
    }
  };
  const end = () => dead.abort();
  const headers = { range: `bytes=${wish.start}-${wish.end - 1}` };
  const response = await heard(fetch(wish.path, { headers, signal, cache: 'no-store', redirect: 'error' }));
  if (!response.ok) {
    const text = await response.text().catch(() => '');
    throw problemFrom(response.status, text, response.headers.get('retry-after'));
  }
  if (!isAsWished(response, wish) || !response.body) {
    end();
    throw new ApiProblem('answer_unreadable');
  }
  const reader = response.body.getReader();
  const next = async (): Promise<Uint8Array> => {
    for (;;) {
      const { done, value } = await heard(reader.read());
      if (done) throw new ApiProblem('network_unreachable');
      if (value.length > 0) return value;
    }
  };
  return { next, end };
}

function isAsWished({ status, headers }: Response, { start, end, totalOctets }: RangeWish): boolean {
  if (status === 206) return headers.get('content-range') === `bytes ${start}-${end - 1}/${totalOctets}`;
  return status === 200 && start === 0 && end === totalOctets;
}
