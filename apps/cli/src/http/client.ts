import type { Answer, ApiRoute, Body, Params, Query } from '@umschlag/contract';
import type { CookieJar } from './cookies.ts';
import { connectionFailure, failureOf, RefusedError, UnreachableError } from './failures.ts';
import { type Patience, withRetries } from './retry.ts';

type Given<K extends ApiRoute> = (Params<K> extends undefined ? unknown : { params: Params<K> }) &
  (Query<K> extends undefined ? unknown : { query?: Query<K> }) &
  (Body<K> extends undefined ? unknown : { body: Body<K> });

export interface ClientOptions {
  /** Origin, see parseServer. */
  readonly server: string;
  /** API token; without it, and without cookies, the client is nobody. */
  readonly token?: string | undefined;
  /** Of a session, in place of the token. */
  readonly cookies?: CookieJar | undefined;
  readonly patience: Patience;
}

export interface Client {
  readonly server: string;
  readonly patience: Patience;
  /**
   * Calls a route and tries again while it makes sense: what changes nothing when repeated (GET, PUT, DELETE, or
   * `repeatable`) after any failure, the rest only when the server certainly did not act.
   * @throws RefusedError, UnreachableError, Interrupted
   */
  call<K extends ApiRoute>(key: K, given: Given<K> & { bearer?: string; repeatable?: boolean }): Promise<Answer<K>>;
  /** The octets of a route that does not answer in JSON. @throws as `call`; RefusedError beyond `maxOctets` */
  getOctets<K extends ApiRoute>(key: K, given: Given<K> & { maxOctets: number }): Promise<Uint8Array<ArrayBuffer>>;
  /** Sends octets to a route that takes them; such routes may be repeated. @throws as `call` */
  sendOctets<K extends ApiRoute>(key: K, given: Given<K> & { octets: Uint8Array<ArrayBuffer> }): Promise<void>;
  /** What proves who asks, for requests that are made elsewhere. */
  proof(): Readonly<Record<string, string>>;
  /** The same server with another patience, such as a short one for tidying up. */
  with(patience: Patience): Client;
}

const ANSWER_TIMEOUT_MS = 60_000;

/** The path of a route with its parameters and query filled in. */
export function pathOf(
  key: string,
  params: Readonly<Record<string, string | number>> = {},
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const pattern = key.slice(key.indexOf(' ') + 1);
  const path = pattern.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size > 0 ? `${path}?${search}` : path;
}

interface LooseGiven {
  readonly params?: Record<string, string | number>;
  readonly query?: Record<string, string | number | undefined>;
  readonly body?: unknown;
  readonly bearer?: string;
  readonly repeatable?: boolean;
  readonly octets?: Uint8Array<ArrayBuffer>;
  readonly maxOctets?: number;
}

/** A typed client of the API's routes. */
export function createClient(options: ClientOptions): Client {
  const { server, token, cookies, patience } = options;
  const proof = (bearer = token): Record<string, string> => {
    if (bearer !== undefined) return { authorization: `Bearer ${bearer}` };
    const cookie = cookies?.header();
    // Whoever shows a cookie says from where, as a browser does.
    return cookie === undefined ? {} : { cookie, origin: server };
  };
  const exchange = (key: string, given: LooseGiven): Promise<Uint8Array<ArrayBuffer>> => {
    const method = key.slice(0, key.indexOf(' '));
    const repeatable = given.repeatable ?? (method === 'GET' || method === 'PUT' || method === 'DELETE');
    const url = new URL(pathOf(key, given.params, given.query), server);
    const ask = async () => {
      const request = { url, method, given, headers: proof(given.bearer), stop: patience.signal };
      const { answer, octets } = await exchangeOnce(request);
      cookies?.keep(answer.headers);
      if (!answer.ok) throw failureOf(answer.status, answer.headers, parseJson(octets));
      return octets;
    };
    return withRetries(patience, ask, (failure) => repeatable || failure.hadNoEffect);
  };
  return {
    server,
    patience,
    call: (async (key: string, given: LooseGiven) => answerOf(await exchange(key, given))) as Client['call'],
    getOctets: exchange as Client['getOctets'],
    sendOctets: (async (key: string, given: LooseGiven) => void (await exchange(key, given))) as Client['sendOctets'],
    proof: () => proof(),
    with: (other) => createClient({ ...options, patience: other }),
  };
}

interface Request {
  readonly url: URL;
  readonly method: string;
  readonly given: LooseGiven;
  readonly headers: Record<string, string>;
  readonly stop: AbortSignal;
}

async function exchangeOnce({ url, method, given, headers, stop }: Request) {
  try {
    const answer = await fetch(url, {
      method,
      headers: { accept: 'application/json', ...headers, ...typeOf(given) },
      // Following would hand the token on, and turn a POST into a GET.
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      ...(given.octets ? { body: given.octets } : given.body === undefined ? {} : { body: JSON.stringify(given.body) }),
    });
    return { answer, octets: await readAll(answer, given.maxOctets ?? Number.POSITIVE_INFINITY) };
  } catch (error) {
    throw error instanceof RefusedError ? error : connectionFailure(error);
  }
}

function typeOf({ octets, body }: LooseGiven): Record<string, string> {
  if (octets) return { 'content-type': 'application/octet-stream' };
  return body === undefined ? {} : { 'content-type': 'application/json' };
}

async function readAll(answer: Response, maxOctets: number): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let octets = 0;
  for await (const piece of answer.body ?? []) {
    octets += piece.length;
    if (octets > maxOctets) throw new RefusedError('unknown', 'The server’s answer is larger than it may be.');
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
}

/** Nothing at all is the answer of a 204; everything else is JSON. */
function answerOf(octets: Uint8Array): unknown {
  if (octets.length === 0) return undefined;
  const parsed = parseJson(octets);
  if (parsed !== undefined) return parsed;
  throw new UnreachableError('The server’s answer is not that of Umschlag; check the server address.');
}

function parseJson(octets: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(octets));
  } catch {
    return undefined;
  }
}
