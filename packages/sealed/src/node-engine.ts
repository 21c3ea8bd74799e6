import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChunkCipher, Engine } from './engine.ts';
import type { Suite } from './format.ts';
import {
  associatedData,
  finalAssociatedData,
  NONCE_PREFIX_OCTETS,
  nonceOf,
  requireLength,
  TAG_OCTETS,
} from './format.ts';
import { joined, PieceQueue } from './piece-queue.ts';

type Gcm = 'aes-128-gcm' | 'aes-256-gcm';
const TAG = { authTagLength: TAG_OCTETS };

class NodeChunkCipher implements ChunkCipher {
  readonly #algorithm: Gcm;
  readonly #key: KeyObject;
  readonly #noncePrefix: Uint8Array;
  readonly #suite: Suite;
  readonly #chunkData: Uint8Array;

  constructor(sessionKey: Uint8Array, salt: Uint8Array, suite: Suite) {
    const info = associatedData(suite);
    const derived = hkdfSync('sha256', sessionKey, salt, info, suite.keyOctets + NONCE_PREFIX_OCTETS);
    this.#algorithm = suite.keyOctets === 16 ? 'aes-128-gcm' : 'aes-256-gcm';
    this.#key = createSecretKey(new Uint8Array(derived, 0, suite.keyOctets));
    this.#noncePrefix = new Uint8Array(derived, suite.keyOctets);
    this.#suite = suite;
    this.#chunkData = info;
  }

  sealChunk(index: number, plain: readonly Uint8Array[]): Uint8Array[] {
    return this.#seal(index, plain, this.#chunkData);
  }

  openChunk(index: number, sealed: readonly Uint8Array[]): Uint8Array[] | undefined {
    return this.#open(index, sealed, this.#chunkData);
  }

  sealFinal(chunkCount: number, plaintextOctets: number): Uint8Array {
    return joined(this.#seal(chunkCount, [], finalAssociatedData(this.#suite, plaintextOctets)));
  }

  openFinal(chunkCount: number, plaintextOctets: number, tag: Uint8Array): boolean {
    return this.#open(chunkCount, [tag], finalAssociatedData(this.#suite, plaintextOctets)) !== undefined;
  }

  #seal(index: number, plain: readonly Uint8Array[], data: Uint8Array): Uint8Array[] {
    const cipher = createCipheriv(this.#algorithm, this.#key, nonceOf(this.#noncePrefix, index), TAG).setAAD(data);
    const sealed: Uint8Array[] = plain.map((piece) => cipher.update(piece));
    cipher.final();
    sealed.push(cipher.getAuthTag());
    return sealed;
  }

  #open(index: number, sealed: readonly Uint8Array[], data: Uint8Array): Uint8Array[] | undefined {
    const { body, tag } = withoutTag(sealed);
    const decipher = createDecipheriv(this.#algorithm, this.#key, nonceOf(this.#noncePrefix, index), TAG);
    decipher.setAAD(data).setAuthTag(tag);
    const plain: Uint8Array[] = body.map((piece) => decipher.update(piece));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return plain;
  }
}

function withoutTag(sealed: readonly Uint8Array[]): { body: Uint8Array[]; tag: Uint8Array } {
  const queue = new PieceQueue();
  for (const piece of sealed) queue.push(piece);
  return { body: queue.take(queue.length - TAG_OCTETS), tag: joined(queue.take(TAG_OCTETS)) };
}

/** node:crypto: one core at full speed; AES runs in the calling thread, hence the pauses. */
export const nodeEngine: Engine = {
  cipherFor(sessionKey, salt, suite) {
    return new NodeChunkCipher(requireLength(sessionKey, suite.keyOctets, 'session key'), salt, suite);
  },
  chunksInFlight: 1,
  breathe: () => nextTurn(),
};
