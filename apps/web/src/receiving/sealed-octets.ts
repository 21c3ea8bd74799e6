import type { ApiProblem } from '../api/problem.ts';
import { untilDone } from '../transfer/retry.ts';
import { openRangeResponse, type RangeResponse } from './open-range-response.ts';
import type { Ticket } from './ticket.ts';

/** A sealed object on the platform, and who is told how it goes. */
export interface SealedSource {
  readonly ticket: Ticket;
  readonly sealedSizeBytes: number;
  readonly signal: AbortSignal;
  onOctets(count: number): void;
  /** Told before each wait, and with undefined when it goes on. */
  onTrouble(trouble: ApiProblem | undefined): void;
}

/**
 * The octets of a sealed object from `start` to `end` (exclusive). After a cut they go on with the very next one,
 * however long the network is away; what opens them finds out if that belongs to something else.
 * @throws ApiProblem for what does not pass by itself; the signal's reason
 */
export async function* sealedOctets(source: SealedSource, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = start;
  let open: RangeResponse | undefined;
  const nextPiece = async (): Promise<Uint8Array> => {
    try {
      open ??= await openFrom(source, at, end);
      return await open.next();
    } catch (error) {
      open?.end();
      open = undefined;
      throw source.ticket.explain(error);
    }
  };
  try {
    while (at < end) {
      const piece = await untilDone(nextPiece, source.signal, source.onTrouble);
      const wanted = piece.subarray(0, end - at);
      at += wanted.length;
      source.onOctets(wanted.length);
      yield wanted;
    }
  } finally {
    open?.end();
  }
}

async function openFrom({ ticket, sealedSizeBytes, signal }: SealedSource, start: number, end: number) {
  return openRangeResponse({ path: await ticket.path(), start, end, totalOctets: sealedSizeBytes, signal });
}
