import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import type { Rgw } from './start-rgw.ts';

/** Makes a bucket. Ours are made by the operator, so that the store itself cannot. */
export async function makeBucket(rgw: Rgw, bucket: string): Promise<void> {
  const client = new S3Client({
    region: rgw.region,
    endpoint: rgw.endpoint,
    forcePathStyle: true,
    credentials: { accessKeyId: rgw.accessKeyId, secretAccessKey: rgw.secretAccessKey },
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  client.destroy();
}
