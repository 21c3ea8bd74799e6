import { type Answer, type ApiRoute, type Body, type Params, type Query, routes } from '@umschlag/contract';

type Given<K extends ApiRoute> = (Params<K> extends undefined ? unknown : { params: Params<K> }) &
  (Query<K> extends undefined ? unknown : { query?: Query<K> }) &
  (Body<K> extends undefined ? { body?: unknown } : { body: Body<K> });

export interface CallOptions {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** An object goes as JSON; octets and forms as they are. */
  readonly body?: unknown;
  /** What `Cookie` says, as in {@link TestSession.cookie}. */
  readonly cookie?: string | undefined;
  /** For `Authorization: Bearer`. */
  readonly bearer?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

export interface TestAnswer<T = unknown> {
  readonly status: number;
  /** Parsed JSON, or `undefined` where the answer is not JSON. */
  readonly body: T;
  /** `error.code` of a refusal. */
  readonly code: string | undefined;
  readonly headers: Headers;
  /** Cookies that were set, by name; an empty value when cleared. */
  readonly cookies: Readonly<Record<string, string>>;
  /** The octets of an answer that is not JSON. */
  readonly octets: Uint8Array;
}

/** Answers of requests outside the table are looked at without a type. */
// biome-ignore lint/suspicious/noExplicitAny: JSON of any shape
type AnyAnswer = TestAnswer<any>;

export interface TestClient {
  /** Calls a route of the table, by its key; what it takes and answers is typed by the contract. */
  call<K extends ApiRoute>(key: K, given?: CallOptions & Partial<Given<K>>): Promise<TestAnswer<Answer<K>>>;
  /** Any other request. */
  request(method: string, path: string, given?: CallOptions): Promise<AnyAnswer>;
}

/** The route's address with its parameters and query filled in. */
export function addressOf(key: string, { params = {}, query = {} }: CallOptions): { method: string; path: string } {
  const [method, pattern] = key.split(' ') as [string, string];
  const path = pattern.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return { method, path: search.size > 0 ? `${path}?${search}` : path };
}

/** Octets, streams and forms as they are; the rest as JSON. */
function encode(body: unknown, headers: Headers): RequestInit {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  if (body instanceof Uint8Array || body instanceof ReadableStream) {
    if (!headers.has('content-type')) headers.set('content-type', 'application/octet-stream');
    return {
      body: body as NonNullable<RequestInit['body']>,
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
    };
  }
  if (!headers.has('content-type')) headers.set('content-type', 'application/json');
  return { body: typeof body === 'string' ? body : JSON.stringify(body) };
}

function cookiesOf(headers: Headers): Record<string, string> {
  const pairs = headers.getSetCookie().map((line) => line.split(';', 1)[0]!.split(/=(.*)/s) as [string, string]);
  return Object.fromEntries(pairs);
}

/** A browser-like client: with a cookie it names its own origin, as a browser does. */
export function createTestClient(url: string, origin = url): TestClient {
  async function request(method: string, path: string, given: CallOptions = {}): Promise<AnyAnswer> {
    const headers = new Headers();
    if (given.bearer !== undefined) headers.set('authorization', `Bearer ${given.bearer}`);
    else headers.set('origin', origin);
    if (given.cookie !== undefined) headers.set('cookie', given.cookie);
    for (const [name, value] of Object.entries(given.headers ?? {})) headers.set(name, value);
    const init = { method, redirect: 'manual', ...encode(given.body, headers), headers } as RequestInit;
    const answer = await fetch(new URL(path, url), init);
    const octets = new Uint8Array(await answer.arrayBuffer());
    const isJson = answer.headers.get('content-type')?.includes('json') === true && octets.length > 0;
    const body = isJson ? JSON.parse(new TextDecoder().decode(octets)) : undefined;
    const { status, headers: answered } = answer;
    return { status, body, code: body?.error?.code, headers: answered, cookies: cookiesOf(answered), octets };
  }
  return {
    request,
    call: (key, given = {}) => {
      if (!Object.hasOwn(routes, key)) throw new Error(`${key} is not in the table`);
      const { method, path } = addressOf(key, given);
      return request(given.method ?? method, path, given);
    },
  };
}
