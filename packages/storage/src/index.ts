export type { BlobRange, BlobStore, Bytes, PartDescription, StoredPart } from './blob-store.ts';
export { createFileStore } from './file/file-store.ts';
export { createS3Store, type S3Options } from './s3/s3-store.ts';
export { StorageError, type StorageErrorCode } from './storage-error.ts';
