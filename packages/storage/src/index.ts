export type { BlobRange, BlobStore, Bytes, PartDescription, StoredPart } from './blob-store.ts';
export { createFileStore } from './file/file-store.ts';
export { S3_PACING } from './s3/s3-pacing.ts';
export { StorageError, type StorageErrorCode } from './storage-error.ts';
