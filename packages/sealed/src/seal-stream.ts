import type { ChunkCipher, Engine } from './engine.ts';
import { CHUNK_OCTETS, headerOf, LITERAL_PACKET, PROFILE } from './format.ts';
import { framed, framedStreamed } from './framing.ts';
import { inOrder } from './in-order.ts';
import { newSalt } from './keys.ts';
import type { Layout } from './layout.ts';
import { LITERAL_PREFIX, layoutOf } from './layout.ts';
import type { ByteSource } from './piece-queue.ts';
import { PieceQueue } from './piece-queue.ts';

export interface SealStreamInput {
  /** 32 octets, used for this one plaintext and never for another (docs/FORMATS.md, "One key, one plaintext"). */
  readonly sessionKey: Uint8Array;
  /** 32 octets; random if left out. */
  readonly salt?: Uint8Array | undefined;
  /** Bytes of the whole plaintext; undefined if nobody knows yet, which gives the `streamed` framing. */
  readonly plainSizeBytes: number | undefined;
}

/**
 * Seals a plaintext of any size with constant memory (a few chunks of 256 KiB).
 * @param source must not write into a piece again after it has yielded it
 * @throws SealedError `source_size_mismatch` if the source is shorter or longer than declared
 */
export function sealStream(engine: Engine, input: SealStreamInput, source: ByteSource): ByteSource {
  const layout = input.plainSizeBytes === undefined ? undefined : layoutOf(input.plainSizeBytes);
  return sealByLayout(engine, input, layout, source);
}

/** As {@link sealStream} by a given layout; undefined means `streamed`. */
export async function* sealByLayout(
  engine: Engine,
  keys: { readonly sessionKey: Uint8Array; readonly salt?: Uint8Array | undefined },
  layout: Layout | undefined,
  source: ByteSource,
): ByteSource {
  const salt = keys.salt ?? newSalt();
  yield headerOf(salt);
  const cipher = await engine.cipherFor(keys.sessionKey, salt, PROFILE);
  const body = literalBody(source);
  const packet = layout ? framed(LITERAL_PACKET, layout.shape, body) : framedStreamed(LITERAL_PACKET, body);
  yield* sealPacket(engine, cipher, packet);
}

async function* literalBody(source: ByteSource): ByteSource {
  yield LITERAL_PREFIX.slice();
  yield* source;
}

async function* sealPacket(engine: Engine, cipher: ChunkCipher, packet: ByteSource): ByteSource {
  let chunkCount = 0;
  let octets = 0;
  const jobs = async function* () {
    for await (const chunk of chunksOf(packet)) {
      const index = chunkCount;
      chunkCount += 1;
      octets += chunk.reduce((sum, piece) => sum + piece.length, 0);
      yield () => cipher.sealChunk(index, chunk);
    }
  };
  for await (const record of inOrder(engine, jobs())) yield* record;
  yield await cipher.sealFinal(chunkCount, octets);
}

/** Cuts a packet into chunks; only the last may be short, and none is empty. */
async function* chunksOf(packet: ByteSource): AsyncGenerator<Uint8Array[]> {
  const waiting = new PieceQueue();
  for await (const piece of packet) {
    waiting.push(piece);
    while (waiting.length >= CHUNK_OCTETS) yield waiting.take(CHUNK_OCTETS);
  }
  if (waiting.length > 0) yield waiting.take(waiting.length);
}
