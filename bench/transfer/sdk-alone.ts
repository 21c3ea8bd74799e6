import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { inParallel } from '../../tests/load/support/client.ts';

interface Bucket {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

let uploads = 0;

function openClient(s3: Bucket): S3Client {
  return new S3Client({
    region: s3.region,
    endpoint: s3.endpoint,
    forcePathStyle: true,
    credentials: s3,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

/** A multipart upload by the SDK with nothing around it. */
export async function uploadAlone(s3: Bucket, parts: readonly Uint8Array[], inFlight: number): Promise<void> {
  const client = openClient(s3);
  const object = { Bucket: s3.bucket, Key: `alone/${uploads++}` };
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object));
  const tags: (string | undefined)[] = [];
  await inParallel(inFlight, parts.entries(), async ([index, Body]) => {
    const place = { ...object, UploadId, PartNumber: index + 1 };
    tags[index] = (await client.send(new UploadPartCommand({ ...place, Body }))).ETag;
  });
  const Parts = tags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
  await client.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload: { Parts } }));
  client.destroy();
}

/** One plain GET of an object. */
export async function getAlone(s3: Bucket, key: string): Promise<void> {
  const client = openClient(s3);
  const { Body, ContentLength } = await client.send(new GetObjectCommand({ Bucket: s3.bucket, Key: key }));
  let octets = 0;
  for await (const piece of Body as AsyncIterable<Uint8Array>) octets += piece.length;
  if (octets !== ContentLength) throw new Error('the object was not whole');
  client.destroy();
}
