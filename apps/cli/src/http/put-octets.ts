import http from 'node:http';
import https from 'node:https';
import { connectionFailure, failureOf } from './failures.ts';

export interface PutOctets {
  readonly url: URL;
  readonly bearer: string;
  readonly octets: Uint8Array;
  /** SHA-256 of `octets`, base64. */
  readonly sha256: string;
  readonly signal: AbortSignal;
  /** Octets handed to the network since the last call. */
  onSent(octets: number): void;
}

/** Small enough that a slow line still shows progress. */
const SLICE_OCTETS = 64 * 1024;
/** Nothing at all moved for so long: the connection is dead. */
const SILENCE_MS = 120_000;

/**
 * Sends octets with Content-Length and Content-Digest (RFC 9530). Not fetch: that copies the body and tells no progress.
 * @throws RefusedError, UnreachableError
 */
export function putOctets(wanted: PutOctets): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const request = (wanted.url.protocol === 'https:' ? https : http).request(wanted.url, {
    method: 'PUT',
    signal: wanted.signal,
    timeout: SILENCE_MS,
    headers: {
      authorization: `Bearer ${wanted.bearer}`,
      'content-type': 'application/octet-stream',
      'content-length': wanted.octets.length,
      'content-digest': `sha-256=:${wanted.sha256}:`,
    },
  });
  request.on('timeout', () => request.destroy(new Error('silence')));
  request.on('error', (error) => reject(connectionFailure(error)));
  request.on('response', (answer) => {
    settle(answer).then(resolve, reject);
    // A refusal before the last octet: what is left need not be sent.
    if (!request.writableFinished) answer.on('end', () => request.destroy());
  });
  pump(request, wanted);
  return promise;
}

function pump(request: http.ClientRequest, { octets, onSent }: PutOctets): void {
  let at = 0;
  const next = () => {
    while (at < octets.length && !request.destroyed) {
      const slice = octets.subarray(at, at + SLICE_OCTETS);
      at += slice.length;
      const goesOn = request.write(slice);
      onSent(slice.length);
      if (!goesOn) return void request.once('drain', next);
    }
    request.end();
  };
  next();
}

async function settle(answer: http.IncomingMessage): Promise<void> {
  const status = answer.statusCode ?? 0;
  const pieces: Buffer[] = [];
  try {
    for await (const piece of answer) pieces.push(piece);
  } catch (error) {
    throw connectionFailure(error);
  }
  if (status >= 200 && status < 300) return;
  const headers = new Headers();
  if (answer.headers['retry-after']) headers.set('retry-after', answer.headers['retry-after']);
  throw failureOf(status, headers, parsed(Buffer.concat(pieces).toString()));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
