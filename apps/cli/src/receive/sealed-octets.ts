import { KeyringError } from '@umschlag/keyring';
import { type Client, RefusedError, UnreachableError, withRetries } from '../http/index.ts';
import { fetchOctets, type Octets } from './fetch-octets.ts';
import type { Ticket } from './ticket.ts';

interface SealedObjectAt {
  readonly client: Client;
  readonly ticket: Ticket;
  readonly sealedSizeBytes: number;
}

/**
 * The octets of a sealed object from `start` to `end` (exclusive). After a cut they go on with the very next one; what
 * opens them finds out if that belongs to something else.
 * @throws KeyringError `file_size_mismatch` when the server has another part or another length than was signed;
 *   RefusedError, UnreachableError when patience has ended, Interrupted
 */
export async function* sealedOctets(object: SealedObjectAt, start: number, end: number): AsyncGenerator<Uint8Array> {
  const { patience } = object.client;
  let at = start;
  let open: Opened | undefined;
  try {
    while (at < end) {
      // A patience for each piece: whatever arrives begins it anew.
      const piece = await withRetries(patience, async () => {
        open ??= await openFrom(object, at, end);
        const next = await nextPiece(open).catch((error) => {
          open?.octets.end();
          open = undefined;
          throw error;
        });
        return next;
      });
      const wanted = piece.subarray(0, end - at);
      at += wanted.length;
      yield wanted;
    }
  } finally {
    open?.octets.end();
  }
}

interface Opened {
  readonly octets: Octets;
  readonly pieces: AsyncIterator<Uint8Array>;
}

async function openFrom({ client, ticket, sealedSizeBytes }: SealedObjectAt, start: number, end: number) {
  const wish = { url: await ticket.url(), start, end, etag: null, headers: client.proof() };
  const octets = await fetchOctets({ ...wish, signal: client.patience.signal })
    .catch(otherThanSigned)
    .catch(ticket.explain);
  if (octets.start !== start || octets.totalBytes !== sealedSizeBytes) {
    octets.end();
    throw wrongSize();
  }
  return { octets, pieces: octets.body[Symbol.asyncIterator]() };
}

/** How long the object is, and so where its parts are, follows from what the sender has signed. */
const wrongSize = (cause?: unknown) =>
  new KeyringError(
    'file_size_mismatch',
    'The server sent another part of the file, or another file, than was signed.',
    {
      cause,
    },
  );

function otherThanSigned(error: unknown): never {
  throw error instanceof RefusedError && error.code === 'wrong_range' ? wrongSize(error) : error;
}

async function nextPiece({ pieces }: Opened): Promise<Uint8Array> {
  for (;;) {
    const next = await pieces.next();
    if (next.done) throw new UnreachableError('The connection ended before the file was whole.');
    if (next.value.length > 0) return next.value;
  }
}
