import { openRange } from '@umschlag/sealed/node';
import type { ByteSource } from '@umschlag/std';
import type { FileName } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import { refuseForStorage } from '../storage/index.ts';

/** A stored file as it is given out. Never leaves the server. */
export interface ServedFile {
  readonly id: string;
  /** `undefined` at levels 3 and 4: the manifest has it. */
  readonly name: FileName | undefined;
  /** Octets that are given out: plaintext at levels 1 and 2, the sealed object at levels 3 and 4. */
  readonly sizeBytes: number;
  readonly objectKey: string;
  /** What opens the object; `undefined` where the server cannot, and gives it out as it is. */
  readonly opening: { readonly sessionKey: Uint8Array; readonly sealedSizeBytes: number } | undefined;
}

/**
 * The octets from `start` to `end` (exclusive). Plaintext is opened as it is read, with one ranged request to the
 * storage besides the header's; an object sealed by a form has the streamed framing, which the codec tells by the two
 * sizes. What the server cannot open it passes on.
 * @param signal ends the storage's reading at once
 */
export function openFile(
  deps: Pick<Deps, 'store'>,
  { objectKey, opening, sizeBytes }: ServedFile,
  { start, end }: { start: number; end: number },
  signal: AbortSignal,
): ByteSource {
  const fetchRange = async (sealedStart: number, sealedEnd: number) => {
    const range = { start: sealedStart, endExclusive: sealedEnd };
    return (await deps.store.get(objectKey, range, signal).catch(refuseForStorage)).body;
  };
  if (!opening) return passOn(() => fetchRange(start, end), end - start);
  return openRange({ ...opening, plainSizeBytes: sizeBytes }, fetchRange, start, end);
}

/**
 * Nothing in it is opened here, so that nothing else would find a stretch missing: it would be taken for delivered, and
 * whoever waits for the rest of the response would wait for ever.
 */
async function* passOn(fetchObject: () => Promise<ByteSource>, wantedOctets: number): ByteSource {
  let octets = 0;
  for await (const piece of await fetchObject()) {
    octets += piece.length;
    yield piece;
  }
  if (octets !== wantedOctets) throw new Error(`an object gave ${octets} octets in place of ${wantedOctets}`);
}
