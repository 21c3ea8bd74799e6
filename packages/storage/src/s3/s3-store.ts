import type { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import { checkKey } from '../blob-key.ts';
import type { BlobRange, BlobStore, Bytes, PartDescription, StoredPart } from '../blob-store.ts';
import { checkedBody } from '../checked-body.ts';
import { StorageError } from '../storage-error.ts';
import { agentsOf, limited } from './s3-connections.ts';
import { translated } from './s3-errors.ts';
import type { S3Options } from './s3-options.ts';
import { S3_PACING, type S3Pacing } from './s3-pacing.ts';
import { noBytes, readBody } from './s3-reading.ts';
import { sendBody } from './s3-sending.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;
const DELETE_BATCH = 1000;
/** Where {@link BlobStore.check} begins an upload; nothing is ever stored there. */
const CHECK_KEY = 'check';

/** What fails is thrown; the SDK would write it on the console besides. */
const ignore = () => {};
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

/**
 * Clients with connections of their own. Bodies are sent once, as a stream cannot be sent twice and callers repeat the
 * whole part; what has no body may be asked again, for instance when the server had just closed an idle connection.
 * The SDK's `socketTimeout` would take a reader or a sender that pauses for a silent server: only where neither has a
 * say is it used. Bodies are watched where they are read and sent.
 */
function createClients(options: S3Options, pacing: S3Pacing) {
  const { silenceMs } = pacing;
  const clientOf = (connections: number, attempts: number, limits: NodeHttpHandlerOptions) => {
    const handler = new NodeHttpHandler({
      connectionTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: 0,
      ...agentsOf(connections, options.ca),
      ...limits,
    });
    return createClient(options, limited(handler, { ...pacing, connections }), attempts);
  };
  return {
    /** Until the answer begins; then its reader watches. */
    reads: clientOf(pacing.readConnections, ATTEMPTS, { requestTimeout: silenceMs, throwOnRequestTimeout: true }),
    writes: clientOf(pacing.writeConnections, 1, { requestTimeout: 0 }),
    control: clientOf(pacing.controlConnections, ATTEMPTS, { requestTimeout: 0, socketTimeout: silenceMs }),
  };
}

function createClient(options: S3Options, requestHandler: NodeHttpHandler, maxAttempts: number): S3Client {
  return new S3Client({
    region: options.region,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    forcePathStyle: options.forcePathStyle,
    credentials: { accessKeyId: options.accessKeyId, secretAccessKey: options.secretAccessKey },
    // Ceph and Swift refuse the trailer checksums that are the default.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts,
    logger: SILENT,
    requestHandler,
    expectContinueHeader: false,
  });
}

/** Signs the digest of a streamed body into the request, so that the server checks what it receives (SigV4). */
function signDigest(command: PutObjectCommand | UploadPartCommand, sha256: Uint8Array): void {
  // The two stacks differ only in the types of input and output, which this does not touch.
  const stack = command.middlewareStack as PutObjectCommand['middlewareStack'];
  stack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-content-sha256'] =
        Buffer.from(sha256).toString('hex');
      return next(args);
    },
    { step: 'build', name: 'signDigest' },
  );
}

/** Objects in a bucket of an S3 server. The only file that knows the SDK. @param change of the pacing, for tests */
export function createS3Store(options: S3Options, change: Partial<S3Pacing> = {}): BlobStore {
  const pacing = { ...S3_PACING, ...change };
  const { reads, writes, control } = createClients(options, pacing);
  const Bucket = options.bucket;
  const at = (key: string) => ({ Bucket, Key: checkKey(key) });

  async function put(key: string, body: Bytes, how: { sizeBytes: number; sha256?: Uint8Array }): Promise<void> {
    await sendBody(checkedBody(body, how), pacing.silenceMs, (Body, abortSignal) => {
      const command = new PutObjectCommand({ ...at(key), Body, ContentLength: how.sizeBytes });
      if (how.sha256) signDigest(command, how.sha256);
      return writes.send(command, { abortSignal });
    });
  }

  async function get(
    key: string,
    range?: BlobRange,
    signal?: AbortSignal,
  ): Promise<{ body: Bytes; sizeBytes: number }> {
    const empty = range && range.start >= range.endExclusive;
    if (empty) return { body: noBytes(), sizeBytes: (await head(key))?.sizeBytes ?? notFound() };
    let answer: GetObjectCommandOutput;
    try {
      answer = await open(key, range, signal);
    } catch (error) {
      if (!isBeyondEnd(error)) throw error;
      return { body: noBytes(), sizeBytes: (await head(key))?.sizeBytes ?? notFound() };
    }
    const { ContentLength = 0, ContentRange, ETag } = answer;
    const start = range?.start ?? 0;
    const reopen = async (seenBytes: number) => {
      const rest = { start: start + seenBytes, endExclusive: start + ContentLength };
      const again = await open(key, rest, signal, ETag);
      if (again.ContentRange?.startsWith(`bytes ${rest.start}-`)) return again.Body as Readable;
      (again.Body as Readable).destroy();
      throw new StorageError('unavailable', 'The storage gave other octets than were asked for.');
    };
    const whole = ContentRange?.split('/')[1];
    return {
      body: readBody({ stream: answer.Body as Readable, sizeBytes: ContentLength, reopen }, pacing, signal),
      sizeBytes: whole === undefined ? ContentLength : Number(whole),
    };
  }

  /** @param IfMatch the object that it must still be */
  function open(
    key: string,
    range?: BlobRange,
    signal?: AbortSignal,
    IfMatch?: string,
  ): Promise<GetObjectCommandOutput> {
    const Range = range && `bytes=${range.start}-${range.endExclusive - 1}`;
    const how = { ...(Range ? { Range } : {}), ...(IfMatch ? { IfMatch } : {}) };
    const command = new GetObjectCommand({ ...at(key), ...how });
    return translated(() => reads.send(command, signal ? { abortSignal: signal } : {}));
  }

  async function head(key: string): Promise<{ sizeBytes: number } | undefined> {
    try {
      const answer = await translated(() => control.send(new HeadObjectCommand(at(key))));
      return { sizeBytes: answer.ContentLength ?? 0 };
    } catch (error) {
      if (error instanceof StorageError && error.code === 'not_found') return undefined;
      throw error;
    }
  }

  async function createMultipart(key: string): Promise<string> {
    const answer = await translated(() => control.send(new CreateMultipartUploadCommand(at(key))));
    if (!answer.UploadId) throw new StorageError('unavailable', 'The storage gave no multipart id.');
    return answer.UploadId;
  }

  async function putPart(key: string, UploadId: string, part: PartDescription, body: Bytes): Promise<{ etag: string }> {
    const answer = await sendBody(checkedBody(body, part), pacing.silenceMs, (Body, abortSignal) => {
      const place = { ...at(key), UploadId, PartNumber: part.number };
      const command = new UploadPartCommand({ ...place, Body, ContentLength: part.sizeBytes });
      signDigest(command, part.sha256);
      return writes.send(command, { abortSignal });
    });
    if (!answer.ETag) throw new StorageError('unavailable', 'The storage did not confirm the part.');
    return { etag: answer.ETag };
  }

  async function completeMultipart(
    key: string,
    UploadId: string,
    parts: readonly StoredPart[],
  ): Promise<{ sizeBytes: number }> {
    const sizeBytes = parts.reduce((sum, part) => sum + part.sizeBytes, 0);
    if (parts.some((part, index) => part.number !== index + 1)) {
      throw new StorageError('missing_part', 'The parts are not 1 to n without a gap.');
    }
    const Parts = parts.map((part) => ({ PartNumber: part.number, ETag: part.etag }));
    try {
      await translated(() =>
        control.send(new CompleteMultipartUploadCommand({ ...at(key), UploadId, MultipartUpload: { Parts } })),
      );
    } catch (error) {
      // Completed before, and the answer was lost? AWS then says NoSuchUpload; Ceph says 500 for one that was aborted.
      if (await isOpen(key, UploadId)) throw error;
      if ((await head(key)) === undefined) throw new StorageError('no_such_multipart', 'There is no such upload.');
    }
    const stored = await head(key);
    if (stored?.sizeBytes !== sizeBytes) throw new StorageError('size_mismatch', 'The object has another size.');
    return { sizeBytes };
  }

  async function isOpen(key: string, UploadId: string): Promise<boolean> {
    try {
      await translated(() => control.send(new ListPartsCommand({ ...at(key), UploadId, MaxParts: 1 })));
      return true;
    } catch (error) {
      // Ceph says NoSuchKey.
      if (error instanceof StorageError && ['no_such_multipart', 'not_found'].includes(error.code)) return false;
      throw error;
    }
  }

  async function abortMultipart(key: string, UploadId: string): Promise<void> {
    try {
      await translated(() => control.send(new AbortMultipartUploadCommand({ ...at(key), UploadId })));
    } catch (error) {
      const isGone = error instanceof StorageError && ['no_such_multipart', 'not_found'].includes(error.code);
      if (!isGone) throw error;
    }
  }

  async function* list(prefix = '') {
    for (let ContinuationToken: string | undefined, more = true; more; ) {
      const page = { Bucket, Prefix: prefix, ...(ContinuationToken ? { ContinuationToken } : {}) };
      const answer = await translated(() => control.send(new ListObjectsV2Command(page)));
      for (const one of answer.Contents ?? []) {
        yield { key: one.Key ?? '', sizeBytes: one.Size ?? 0, modifiedAt: one.LastModified ?? new Date(0) };
      }
      ContinuationToken = answer.NextContinuationToken;
      more = answer.IsTruncated === true && ContinuationToken !== undefined;
    }
  }

  async function* listMultiparts() {
    for (let markers: { KeyMarker?: string; UploadIdMarker?: string } = {}, more = true; more; ) {
      const answer = await translated(() => control.send(new ListMultipartUploadsCommand({ Bucket, ...markers })));
      for (const one of answer.Uploads ?? []) {
        yield { key: one.Key ?? '', multipartId: one.UploadId ?? '', startedAt: one.Initiated ?? new Date(0) };
      }
      const { NextKeyMarker, NextUploadIdMarker } = answer;
      markers = {
        ...(NextKeyMarker ? { KeyMarker: NextKeyMarker } : {}),
        ...(NextUploadIdMarker ? { UploadIdMarker: NextUploadIdMarker } : {}),
      };
      more = answer.IsTruncated === true && NextKeyMarker !== undefined;
    }
  }

  async function deleteMany(keys: readonly string[]): Promise<void> {
    const all = keys.map((key) => ({ Key: checkKey(key) }));
    for (let from = 0; from < all.length; from += DELETE_BATCH) {
      const Objects = all.slice(from, from + DELETE_BATCH);
      const answer = await translated(() =>
        control.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } })),
      );
      const failed = answer.Errors?.filter((one) => one.Code !== 'NoSuchKey') ?? [];
      if (failed.length > 0) throw new StorageError('unavailable', `${failed.length} objects could not be deleted.`);
    }
  }

  /** Begins an upload and drops it: that needs the right to write, and nothing appears in the bucket. */
  async function check(): Promise<void> {
    try {
      await abortMultipart(CHECK_KEY, await createMultipart(CHECK_KEY));
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      throw new StorageError(error.code, `The bucket "${Bucket}" cannot be written to. ${error.message}`, {
        cause: error,
      });
    }
  }

  return {
    put,
    get,
    head,
    createMultipart,
    putPart,
    completeMultipart,
    abortMultipart,
    list,
    listMultiparts,
    deleteMany,
    check,
    close: async () => {
      for (const client of [reads, writes, control]) client.destroy();
    },
  };
}

function notFound(): never {
  throw new StorageError('not_found', 'There is no such object.');
}

/** RFC 9110 §15.5.17 */
function isBeyondEnd(error: unknown): boolean {
  const { cause } = error as { cause?: { name?: string } };
  return cause?.name === 'InvalidRange';
}
