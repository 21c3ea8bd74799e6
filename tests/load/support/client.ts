import { createHash } from 'node:crypto';
import { Agent, type IncomingMessage, request } from 'node:http';
import { chunksPerPartFor, type Layout, layoutOf, newSalt, type Part, partsOf, sealPart } from '@umschlag/sealed/node';

const agent = new Agent({ keepAlive: true, maxSockets: 200 });

/** A request with a body of octets or JSON; the answer is still to be read. */
export function send(
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: Uint8Array,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, resolve);
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Reads an answer to its end. @returns octets, and their SHA-256 when wanted */
export async function drain(
  answer: IncomingMessage,
  hash = createHash('sha256'),
): Promise<{ octets: number; sha256: string }> {
  let octets = 0;
  for await (const piece of answer) {
    octets += (piece as Buffer).length;
    hash.update(piece as Buffer);
  }
  return { octets, sha256: hash.digest('hex') };
}

/** Reads an answer to its end and only counts. */
export async function count(answer: IncomingMessage): Promise<number> {
  let octets = 0;
  for await (const piece of answer) octets += (piece as Buffer).length;
  return octets;
}

/** JSON in, JSON out. @throws Error on any status but 2xx */
export async function call(url: string, token: string, method: string, path: string, body?: object) {
  const json = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const headers = {
    authorization: `Bearer ${token}`,
    ...(json ? { 'content-type': 'application/json', 'content-length': String(json.length) } : {}),
  };
  const answer = await send(method, `${url}${path}`, headers, json);
  const pieces: Buffer[] = [];
  for await (const piece of answer) pieces.push(piece as Buffer);
  const text = Buffer.concat(pieces).toString('utf8');
  if ((answer.statusCode ?? 0) >= 300) throw new Error(`${method} ${path}: ${answer.statusCode} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

export interface Declared {
  readonly deliveryId: string;
  readonly fileId: string;
  readonly uploadId: string;
  readonly uploadToken: string;
  readonly layout: Layout;
  readonly parts: readonly Part[];
  seal(part: Part, plain: Uint8Array): Promise<{ sealed: Uint8Array; digest: string }>;
}

/** A draft at level 1 with one declared file. */
export async function declare(url: string, token: string, sizeBytes: number, fields: object = {}): Promise<Declared> {
  const draft = { level: 1, recipients: ['erika@example.org'], message: 'x', ...fields };
  const { delivery } = await call(url, token, 'POST', '/api/v1/deliveries', draft);
  const file = { path: ['file.bin'], mediaType: 'application/octet-stream', sizeBytes };
  const declared = await call(url, token, 'POST', `/api/v1/deliveries/${delivery.id}/uploads`, file);
  const layout = layoutOf(sizeBytes);
  const sessionKey = Buffer.from(declared.contentKey, 'base64url');
  const salt = newSalt();
  return {
    deliveryId: delivery.id,
    fileId: declared.upload.fileId,
    uploadId: declared.upload.id,
    uploadToken: declared.uploadToken,
    layout,
    parts: partsOf(layout, chunksPerPartFor(sizeBytes)),
    seal: async (part, plain) => {
      const sealed = await sealPart({ sessionKey, salt, layout }, part, plain);
      return { sealed, digest: createHash('sha256').update(sealed).digest('base64') };
    },
  };
}

/** Stores one sealed part. @returns the status */
export async function putPart(
  url: string,
  upload: Declared,
  number: number,
  sealed: Uint8Array,
  digest: string,
): Promise<number> {
  const answer = await send(
    'PUT',
    `${url}/api/v1/uploads/${upload.uploadId}/parts/${number}`,
    {
      authorization: `Bearer ${upload.uploadToken}`,
      'content-type': 'application/octet-stream',
      'content-length': String(sealed.length),
      'content-digest': `sha-256=:${digest}:`,
    },
    sealed,
  );
  await count(answer);
  return answer.statusCode ?? 0;
}

export async function complete(url: string, upload: Declared): Promise<void> {
  await call(url, upload.uploadToken, 'POST', `/api/v1/uploads/${upload.uploadId}/complete`);
}

/** Sends the draft. @returns the path of its link's API, `/api/v1/links/…` */
export async function sendDraft(url: string, token: string, deliveryId: string): Promise<string> {
  const { delivery } = await call(url, token, 'POST', `/api/v1/deliveries/${deliveryId}/send`);
  const recipientId = delivery.recipients[0].id;
  const { link } = await call(url, token, 'GET', `/api/v1/deliveries/${deliveryId}/recipients/${recipientId}/link`);
  return `/api/v1/links/${new URL(link).pathname.slice('/d/'.length)}`;
}

/** Runs `work` for each item, at most `width` at a time. */
export async function inParallel<T>(
  width: number,
  items: Iterable<T>,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const lane = async () => {
    for (let next = queue.next(); !next.done; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
