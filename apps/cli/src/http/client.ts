import type { Answer, ApiRoute, Body, Params, Query } from '@umschlag/contract';
import { connectionFailure, failureOf, UnreachableError } from './failures.ts';
import { type Patience, withRetries } from './retry.ts';

type Given<K extends ApiRoute> = (Params<K> extends undefined ? unknown : { params: Params<K> }) &
  (Query<K> extends undefined ? unknown : { query?: Query<K> }) &
  (Body<K> extends undefined ? unknown : { body: Body<K> });

export interface ClientOptions {
  /** Origin, see parseServer. */
  readonly server: string;
  /** API token; without it the client is nobody. */
  readonly token?: string | undefined;
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
}

/** A typed client of the API's JSON routes. */
export function createClient(options: ClientOptions): Client {
  const { server, token, patience } = options;
  const call = (key: string, given: LooseGiven): Promise<unknown> => {
    const method = key.slice(0, key.indexOf(' '));
    const repeatable = given.repeatable ?? (method === 'GET' || method === 'PUT' || method === 'DELETE');
    const url = new URL(pathOf(key, given.params, given.query), server);
    const bearer = given.bearer ?? token;
    return withRetries(
      patience,
      () => exchange(url, method, given.body, bearer, patience.signal),
      (failure) => repeatable || failure.hadNoEffect,
    );
  };
  return {
    server,
    patience,
    call: call as Client['call'],
    with: (other) => createClient({ ...options, patience: other }),
  };
}

async function exchange(url: URL, method: string, body: unknown, bearer: string | undefined, stop: AbortSignal) {
  const headers = new Headers({ accept: 'application/json' });
  if (bearer !== undefined) headers.set('authorization', `Bearer ${bearer}`);
  if (body !== undefined) headers.set('content-type', 'application/json');
  const { answer, parsed } = await attempt(async () => {
    const answered = await fetch(url, {
      method,
      headers,
      // Following would hand the token on, and turn a POST into a GET.
      redirect: 'manual',
      signal: AbortSignal.any([stop, AbortSignal.timeout(ANSWER_TIMEOUT_MS)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { answer: answered, parsed: parseJson(await answered.text()) };
  });
  if (!answer.ok) throw failureOf(answer.status, answer.headers, parsed);
  if (answer.status !== 204 && parsed === undefined) {
    throw new UnreachableError('The server’s answer is not that of Umschlag; check the server address.');
  }
  return parsed;
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw connectionFailure(error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
