import { asProblem } from '../api/problem.ts';
import { firstOctets } from '../receiving/first-octets.ts';
import { sealedOctets } from '../receiving/sealed-octets.ts';
import { createTicket } from '../receiving/ticket.ts';
import { PreviewFailure, type Told } from './problems.ts';
import type { PreviewRequest } from './request.ts';

/**
 * The first octets of a file of level 1 or 2, which the server has opened. They come as sealed ones do, and go on after
 * a cut with the very next.
 * @throws PreviewFailure; the signal's reason
 */
export async function fetchPlain(
  { token, fileId, sizeBytes }: PreviewRequest,
  maxOctets: number,
  { signal, onOctets, onTrouble }: Told,
): Promise<Uint8Array<ArrayBuffer>> {
  let octets = 0;
  const source = {
    ticket: createTicket(token, fileId, false),
    sealedSizeBytes: sizeBytes,
    signal,
    onOctets: (count: number) => {
      octets += count;
      onOctets(octets);
    },
    onTrouble: (trouble: { readonly code: Parameters<Told['onTrouble']>[0] } | undefined) => onTrouble(trouble?.code),
  };
  const end = Math.min(sizeBytes, maxOctets);
  try {
    return await firstOctets(sealedOctets(source, 0, end), end);
  } catch (error) {
    signal.throwIfAborted();
    const { code, details } = asProblem(error);
    throw new PreviewFailure({ kind: 'api', code, details });
  }
}
