import type { Suite } from './format.ts';

export type Awaitable<T> = T | Promise<T>;

/** Seals and opens the chunks of one object: message key and nonce are derived, the index picks the nonce. */
export interface ChunkCipher {
  /** The ciphertext and, at the end, the tag; in as many pieces as suits the engine. */
  sealChunk(index: number, plain: readonly Uint8Array[]): Awaitable<Uint8Array[]>;
  /** The plaintext, or undefined if the tag (the last 16 octets) is wrong. */
  openChunk(index: number, sealed: readonly Uint8Array[]): Awaitable<Uint8Array[] | undefined>;
  /** The final tag over the count of all plaintext octets. */
  sealFinal(chunkCount: number, plaintextOctets: number): Awaitable<Uint8Array>;
  openFinal(chunkCount: number, plaintextOctets: number, tag: Uint8Array): Awaitable<boolean>;
}

/** What differs between Node and browsers. */
export interface Engine {
  /** Derives message key and nonce prefix (HKDF-SHA256, RFC 9580 §5.13.2). */
  cipherFor(sessionKey: Uint8Array, salt: Uint8Array, suite: Suite): Awaitable<ChunkCipher>;
  /** How many chunks may be at work at once. */
  readonly chunksInFlight: number;
  /** Lets other work run, for engines that block while they compute; called every few chunks. */
  readonly breathe?: () => Promise<void>;
}
