import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Readable } from 'node:stream';
import { S3Client } from '@aws-sdk/client-s3';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { S3Pacing } from './s3-pacing.ts';
import { Slots } from './s3-slots.ts';

export interface S3Options {
  /** Absent for AWS itself. */
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly forcePathStyle: boolean;
  /** PEM of an internal certificate authority. */
  readonly ca?: string | undefined;
}

const CONNECT_TIMEOUT_MS = 10_000;
const ATTEMPTS = 3;

/** What fails is thrown; the SDK would write it on the console besides. */
const ignore = () => {};
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };

type Handled = ReturnType<NodeHttpHandler['handle']>;

/**
 * The SDK's handler with a limit of its own on connections. The SDK only warns when its sockets are all taken, and
 * its requests wait on; here they wait for `waitMs` and fail. A place is held until the answer's body has ended.
 */
class LimitedHandler extends NodeHttpHandler {
  readonly #slots: Slots;
  readonly #silenceMs: number;

  constructor(options: NodeHttpHandlerOptions, slots: Slots, silenceMs: number) {
    super(options);
    this.#slots = slots;
    this.#silenceMs = silenceMs;
  }

  override async handle(...given: Parameters<NodeHttpHandler['handle']>): Handled {
    const giveBack = await this.#slots.take();
    try {
      const answer = await super.handle(...given);
      const body = answer.response.body as Readable;
      if (body.closed) giveBack();
      else body.once('close', giveBack);
      if (answer.response.statusCode >= 300) endWhenSilent(body, this.#silenceMs);
      return answer;
    } catch (error) {
      giveBack();
      throw error;
    }
  }
}

/** The body of a refusal is short, and is read at once. */
function endWhenSilent(body: Readable, silenceMs: number): void {
  const timer = setTimeout(() => body.destroy(new Error('The storage fell silent.')), silenceMs);
  body.once('close', () => clearTimeout(timer));
}

/**
 * Clients with connections of their own. Bodies are sent once, as a stream cannot be sent twice and callers repeat the
 * whole part; what has no body may be asked again, for instance when the server had just closed an idle connection.
 * The SDK's `socketTimeout` would take a reader or a sender that pauses for a silent server: only where neither has a
 * say is it used. Bodies are watched where they are read and sent.
 */
export function createClients(options: S3Options, pacing: S3Pacing) {
  const { silenceMs } = pacing;
  const clientOf = (connections: number, attempts: number, limits: NodeHttpHandlerOptions) => {
    const sockets = { keepAlive: true, maxSockets: connections };
    const handler: NodeHttpHandlerOptions = {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      socketTimeout: 0,
      httpAgent: new HttpAgent(sockets),
      httpsAgent: new HttpsAgent({ ...sockets, ...(options.ca === undefined ? {} : { ca: options.ca }) }),
      ...limits,
    };
    return createClient(
      options,
      new LimitedHandler(handler, new Slots(connections, pacing.waitMs), silenceMs),
      attempts,
    );
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
