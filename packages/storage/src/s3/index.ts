// Apart from the rest of the package: the SDK takes 25 MiB of memory, and only who keeps files in a bucket loads it.
export type { S3Options } from './s3-options.ts';
export { createS3Store } from './s3-store.ts';
