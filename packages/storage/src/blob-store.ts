/** Octets in order. */
export type Bytes = AsyncIterable<Uint8Array>;

export interface BlobRange {
  readonly start: number;
  readonly endExclusive: number;
}

export interface PartDescription {
  /** From 1. */
  readonly number: number;
  /** Where the part begins in the whole object, in octets. */
  readonly offset: number;
  readonly sizeBytes: number;
  readonly sha256: Uint8Array;
}

export interface StoredPart {
  readonly number: number;
  readonly etag: string;
  readonly sizeBytes: number;
}

/**
 * Where sealed objects lie. An object appears whole or not at all; an acknowledged one survives a crash.
 * Keys: `a-z 0-9 / _ . -`, at most 200 characters. Errors are `StorageError`.
 */
export interface BlobStore {
  /** Stores an object in one go. A body that ends early, is too long or does not have the digest stores nothing. */
  put(key: string, body: Bytes, how: { sizeBytes: number; sha256?: Uint8Array }): Promise<void>;
  /** Opens an object or a range of it. Leaving the loop over `body` early releases what it holds. */
  get(key: string, range?: BlobRange, signal?: AbortSignal): Promise<{ body: Bytes; sizeBytes: number }>;
  head(key: string): Promise<{ sizeBytes: number } | undefined>;
  /** @param how.totalSizeBytes absent when nobody knows yet, as with a stream @returns the multipart id */
  createMultipart(key: string, how: { totalSizeBytes?: number | undefined }): Promise<string>;
  /** Stores one part, in any order, streamed; its size and SHA-256 are checked. The same part may come again. */
  putPart(key: string, multipartId: string, part: PartDescription, body: Bytes): Promise<{ etag: string }>;
  /** Joins the parts. May be repeated. @throws StorageError `missing_part`, `size_mismatch`, `no_such_multipart` */
  completeMultipart(key: string, multipartId: string, parts: readonly StoredPart[]): Promise<{ sizeBytes: number }>;
  /** Forgets the parts. May be repeated. */
  abortMultipart(key: string, multipartId: string): Promise<void>;
  list(prefix?: string): AsyncIterable<{ key: string; sizeBytes: number; modifiedAt: Date }>;
  listMultiparts(): AsyncIterable<{ key: string; multipartId: string; startedAt: Date }>;
  /** Deletes any number of objects; those that are missing are fine. */
  deleteMany(keys: readonly string[]): Promise<void>;
  /** Whether it can be reached and written to. */
  check(): Promise<void>;
  close(): Promise<void>;
}
