import type { ChunkCipher } from './engine.ts';
import { SealedError } from './errors.ts';
import type { SealedRecord } from './records.ts';

/** What the sealed object's size may be, in octets, both inclusive. */
export interface SizeBounds {
  readonly min: number;
  readonly max: number;
}

/** How far a chunk may have moved to be recognised; each try costs one decryption, and only after a failure. */
const NEIGHBOURS = 8;

/**
 * Why the octets received so far cannot be a whole object of the expected size.
 * @param ended whether the source has ended; before that, too few octets mean nothing
 */
export function lengthFault(received: number, ended: boolean, bounds: SizeBounds | undefined): SealedError | undefined {
  if (bounds && received > bounds.max) return extended();
  if (bounds && ended && received < bounds.min) return truncated();
  return undefined;
}

export function extended(): SealedError {
  return new SealedError('extended', 'The sealed data goes on after its end.');
}

export function truncated(): SealedError {
  return new SealedError('truncated', 'The sealed data ends too early.');
}

/** The best explanation for a chunk whose tag is wrong; `altered` when nothing better can be proved. */
export async function failedChunk(cipher: ChunkCipher, record: SealedRecord): Promise<SealedError> {
  for (let distance = 1; distance <= NEIGHBOURS; distance += 1) {
    for (const index of [record.index - distance, record.index + distance]) {
      if (index >= 0 && (await cipher.openChunk(index, record.pieces))) {
        return new SealedError('reordered', `Chunk ${index} stands in the place of chunk ${record.index}.`);
      }
    }
  }
  return new SealedError('altered', `The tag of chunk ${record.index} is wrong.`);
}
