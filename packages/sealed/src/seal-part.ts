import type { ChunkCipher, Engine } from './engine.ts';
import { SealedError } from './errors.ts';
import { CHUNK_OCTETS, headerOf, PROFILE } from './format.ts';
import { inOrder } from './in-order.ts';
import type { Layout, Part } from './layout.ts';
import { literalStretches } from './literal-stretches.ts';

export interface SealPartInput {
  readonly sessionKey: Uint8Array;
  readonly salt: Uint8Array;
  readonly layout: Layout;
}

/**
 * Seals one part alone: exactly the octets from `part.sealedStart` to `part.sealedEnd`, the same each time.
 * Never call it for other plaintext under the same key and salt (docs/FORMATS.md, "One key, one plaintext").
 * @param plain the plaintext from `part.plainStart` to `part.plainEnd`
 * @param into memory to write to, at least as long as the part; used again and again it saves the system from
 *   handing out fresh pages for each part, which costs a third of the time in Node and more in Chromium
 * @returns the sealed part: a view of `into` if that was given
 * @throws SealedError `source_size_mismatch` if `plain` has another length
 */
export async function sealPart(
  engine: Engine,
  { sessionKey, salt, layout }: SealPartInput,
  part: Part,
  plain: Uint8Array,
  into?: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> {
  if (plain.length !== part.plainEnd - part.plainStart) {
    throw new SealedError('source_size_mismatch', 'The part does not have the declared number of bytes.');
  }
  const cipher = await engine.cipherFor(sessionKey, salt, PROFILE);
  const sealedOctets = part.sealedEnd - part.sealedStart;
  if (into && into.length < sealedOctets) throw new RangeError('The memory given is too small for the part.');
  const sealed = into ? into.subarray(0, sealedOctets) : new Uint8Array(sealedOctets);
  let at = 0;
  const append = (piece: Uint8Array): void => {
    sealed.set(piece, at);
    at += piece.length;
  };
  if (part.number === 1) append(headerOf(salt));
  for await (const record of inOrder(engine, sealJobs(cipher, layout, part, plain)))
    for (const piece of record) append(piece);
  if (part.chunkEnd === layout.chunkCount) append(await cipher.sealFinal(layout.chunkCount, layout.packetOctets));
  return sealed;
}

async function* sealJobs(cipher: ChunkCipher, layout: Layout, part: Part, plain: Uint8Array) {
  for (let index = part.firstChunk; index < part.chunkEnd; index += 1) {
    yield () => cipher.sealChunk(index, chunkPieces(layout, index, part, plain));
  }
}

function chunkPieces(layout: Layout, index: number, part: Part, plain: Uint8Array): Uint8Array[] {
  const start = index * CHUNK_OCTETS;
  const end = Math.min(start + CHUNK_OCTETS, layout.packetOctets);
  return Array.from(literalStretches(layout, start, end), (stretch) =>
    'octets' in stretch
      ? stretch.octets
      : plain.subarray(stretch.start - part.plainStart, stretch.end - part.plainStart),
  );
}
