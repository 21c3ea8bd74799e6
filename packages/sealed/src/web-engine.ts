import type { ChunkCipher, Engine } from './engine.ts';
import type { Suite } from './format.ts';
import { associatedData, finalAssociatedData, NONCE_PREFIX_OCTETS, nonceOf, requireLength } from './format.ts';

type Key = Awaited<ReturnType<typeof crypto.subtle.importKey>>;
/** WebCrypto takes no shared memory; nothing here is ever given any. */
type Octets = Uint8Array<ArrayBuffer>;

class WebChunkCipher implements ChunkCipher {
  readonly #key: Key;
  readonly #noncePrefix: Uint8Array;
  readonly #suite: Suite;
  readonly #chunkData: Octets;
  #gathered: Octets = new Uint8Array(0);

  constructor(key: Key, noncePrefix: Uint8Array, suite: Suite) {
    this.#key = key;
    this.#noncePrefix = noncePrefix;
    this.#suite = suite;
    this.#chunkData = associatedData(suite);
  }

  async sealChunk(index: number, plain: readonly Uint8Array[]): Promise<Uint8Array[]> {
    const sealed = await crypto.subtle.encrypt(this.#gcm(index, this.#chunkData), this.#key, this.#inOne(plain));
    return [new Uint8Array(sealed)];
  }

  openChunk(index: number, sealed: readonly Uint8Array[]): Promise<Uint8Array[] | undefined> {
    return this.#open(index, this.#chunkData, this.#inOne(sealed));
  }

  async sealFinal(chunkCount: number, plaintextOctets: number): Promise<Uint8Array> {
    const gcm = this.#gcm(chunkCount, finalAssociatedData(this.#suite, plaintextOctets));
    return new Uint8Array(await crypto.subtle.encrypt(gcm, this.#key, new Uint8Array(0)));
  }

  async openFinal(chunkCount: number, plaintextOctets: number, tag: Uint8Array): Promise<boolean> {
    return (await this.#open(chunkCount, finalAssociatedData(this.#suite, plaintextOctets), tag)) !== undefined;
  }

  async #open(index: number, data: Octets, sealed: Uint8Array): Promise<Uint8Array[] | undefined> {
    try {
      return [new Uint8Array(await crypto.subtle.decrypt(this.#gcm(index, data), this.#key, sealed as Octets))];
    } catch (error) {
      // WebCrypto says no more than this when a tag is wrong; anything else is a fault of its own.
      if ((error as { name?: unknown }).name === 'OperationError') return undefined;
      throw error;
    }
  }

  /**
   * All pieces in one array, valid until the next call. The same memory serves every chunk, since WebCrypto copies its
   * input before the call returns ("get a copy of the bytes", Web Cryptography §14.3); fresh memory costs far more.
   */
  #inOne(pieces: readonly Uint8Array[]): Octets {
    if (pieces.length === 1) return pieces[0] as Octets;
    const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
    if (this.#gathered.length < length) this.#gathered = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      this.#gathered.set(piece, at);
      at += piece.length;
    }
    return this.#gathered.subarray(0, length);
  }

  #gcm(index: number, additionalData: Octets) {
    return { name: 'AES-GCM', iv: nonceOf(this.#noncePrefix, index), additionalData, tagLength: 128 };
  }
}

async function cipherFor(sessionKey: Uint8Array, salt: Uint8Array, suite: Suite): Promise<ChunkCipher> {
  const secret = new Uint8Array(requireLength(sessionKey, suite.keyOctets, 'session key'));
  const source = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(salt), info: associatedData(suite) };
  const derived = await crypto.subtle.deriveBits(hkdf, source, (suite.keyOctets + NONCE_PREFIX_OCTETS) * 8);
  const raw = new Uint8Array(derived, 0, suite.keyOctets);
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return new WebChunkCipher(key, new Uint8Array(derived, suite.keyOctets), suite);
}

/** WebCrypto: its threads work on several chunks at once. */
export const webEngine: Engine = { cipherFor, chunksInFlight: 4 };
