export { makeBucket } from './rgw-bucket.ts';
export { type Rgw, rgwMissing, startRgw } from './start-rgw.ts';
