export type { BlobRange, BlobStore, Bytes, PartDescription, StoredPart } from './blob-store.ts';
export { createFileStore } from './file/file-store.ts';
export type { S3Options } from './s3/s3-options.ts';
export { S3_PACING } from './s3/s3-pacing.ts';
export { createS3Store } from './s3/s3-store.ts';
export { StorageError, type StorageErrorCode } from './storage-error.ts';
