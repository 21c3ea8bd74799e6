import { connectionFailure, failureOf, RefusedError, UnreachableError } from '../http/index.ts';

/** What is asked of the server. */
export interface Wish {
  readonly url: URL;
  /** Go on from here; 0: from the beginning. */
  readonly start: number;
  /** Up to here, exclusive; without it, to the end. */
  readonly end?: number;
  /** What proves who asks. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Of the bytes that are there already. */
  readonly etag: string | null;
  readonly signal: AbortSignal;
}

/** What comes back. */
export interface Octets {
  /** Where in the file the first byte belongs: 0 when the server begins anew. */
  readonly start: number;
  /** Of the whole file; undefined when the server does not know (an archive). */
  readonly totalBytes: number | undefined;
  readonly etag: string | null;
  readonly body: AsyncIterable<Uint8Array>;
  /** To be called when nothing more is read, whatever happened: an unread answer would keep the process waiting. */
  end(): void;
}

/** Nothing at all came for so long: the connection is dead. */
const SILENCE_MS = 60_000;

/**
 * Asks for a file, or for the rest of it (Range with If-Range, RFC 9110 §13.1.5, §14.2).
 * @throws RefusedError, UnreachableError; while reading as well
 */
export async function fetchOctets({ url, start, end: last, etag, headers: given, signal }: Wish): Promise<Octets> {
  const silence = new Silence(signal);
  const headers = new Headers({ 'accept-encoding': 'identity', ...given });
  if (last !== undefined) headers.set('range', `bytes=${start}-${last - 1}`);
  else if (start > 0 && etag !== null) {
    headers.set('range', `bytes=${start}-`);
    headers.set('if-range', etag);
  }
  const answer = await fetch(url, { headers, redirect: 'manual', signal: silence.signal }).catch((error) => {
    silence.end();
    throw connectionFailure(error);
  });
  if (answer.status !== 200 && answer.status !== 206) {
    const text = await answer.text().catch(() => '');
    silence.end();
    throw failureOf(answer.status, answer.headers, parsed(text));
  }
  const tag = answer.headers.get('etag');
  const end = () => silence.stop();
  try {
    return { ...extentOf(answer, start), etag: tag, body: read(answer, silence), end };
  } catch (error) {
    end();
    throw error;
  }
}

function extentOf(answer: Response, wanted: number): { start: number; totalBytes: number | undefined } {
  if (answer.status === 200) {
    const length = answer.headers.get('content-length');
    return { start: 0, totalBytes: length === null ? undefined : Number(length) };
  }
  const range = /^bytes (\d+)-\d+\/(\d+)$/.exec(answer.headers.get('content-range') ?? '');
  if (!range || Number(range[1]) !== wanted) {
    throw new RefusedError('wrong_range', 'The server sent another part of the file than was asked for.');
  }
  return { start: wanted, totalBytes: Number(range[2]) };
}

async function* read(answer: Response, silence: Silence): AsyncIterable<Uint8Array> {
  try {
    if (!answer.body) return;
    for await (const piece of answer.body) {
      silence.heard();
      yield piece;
    }
  } catch (error) {
    throw error instanceof UnreachableError ? error : connectionFailure(error);
  } finally {
    silence.end();
  }
}

/** Aborts when nothing has been heard for a while. */
class Silence {
  readonly #abort = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly signal: AbortSignal;

  constructor(outer: AbortSignal) {
    this.signal = AbortSignal.any([outer, this.#abort.signal]);
    this.#timer = setTimeout(() => this.#abort.abort(), SILENCE_MS);
  }

  heard(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Ends the connection as well, if it still stands. */
  stop(): void {
    this.end();
    this.#abort.abort();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
