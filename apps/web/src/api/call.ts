import type { Answer, ApiRoute, Body, Params, Query } from '@umschlag/contract';
import { backoffMs } from '../transfer/backoff.ts';
import { pathOf } from './path.ts';
import { ApiProblem, problemFrom } from './problem.ts';

type When<T, Present> = T extends undefined ? unknown : Present;
export type Input<K extends ApiRoute> = When<Params<K>, { params: Params<K> }> &
  When<Body<K>, { body: Body<K> }> &
  When<Query<K>, { query?: Query<K> }> & { bearer?: string; signal?: AbortSignal };

const READ_TRIES = 3;

/**
 * Calls a route of the API. Only reads are repeated after a network failure: they change nothing.
 * @throws ApiProblem for every refusal and for a network that does not answer
 */
export async function call<K extends ApiRoute>(route: K, input: Input<K>): Promise<Answer<K>> {
  const tries = route.startsWith('GET ') ? READ_TRIES : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await callOnce(route, input);
    } catch (error) {
      const unreachable = error instanceof ApiProblem && error.code === 'network_unreachable';
      if (!unreachable || attempt >= tries) throw error;
      await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt, Math.random())));
    }
  }
}

async function callOnce<K extends ApiRoute>(route: K, input: Input<K>): Promise<Answer<K>> {
  const { body } = input as { body?: unknown };
  const json = body === undefined ? {} : { type: 'application/json', content: JSON.stringify(body) };
  const response = await send(route, { ...input, accept: 'application/json', ...json });
  if (response.status === 204) return undefined as Answer<K>;
  return (await response.json().catch(() => {
    throw new ApiProblem('answer_unreadable');
  })) as Answer<K>;
}

/** A route that takes or gives octets. @throws ApiProblem */
export async function getOctets<K extends ApiRoute>(
  route: K,
  input: Input<K>,
): Promise<{ octets: Uint8Array<ArrayBuffer>; headers: Headers }> {
  const response = await send(route, { ...input, accept: 'application/octet-stream, application/json' });
  const octets = await response.arrayBuffer().catch(() => {
    throw new ApiProblem('network_unreachable');
  });
  return { octets: new Uint8Array(octets), headers: response.headers };
}

/** @throws ApiProblem */
export async function putOctets<K extends ApiRoute>(
  route: K,
  input: Input<K> & { octets: Uint8Array<ArrayBuffer> },
): Promise<void> {
  const { octets: content } = input;
  await send(route, { ...input, accept: 'application/json', type: 'application/octet-stream', content });
}

interface Sending {
  readonly params?: object;
  readonly query?: object;
  readonly bearer?: string;
  readonly signal?: AbortSignal;
  readonly accept: string;
  readonly type?: string;
  readonly content?: string | Uint8Array<ArrayBuffer>;
}

/** The answer, if the server has not refused. */
async function send(route: ApiRoute, sending: Sending): Promise<Response> {
  const { params, query, bearer, signal, accept, type, content } = sending;
  const headers: Record<string, string> = { accept };
  if (type !== undefined) headers['content-type'] = type;
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
  const response = await fetch(pathOf(route, params, query), {
    method: route.slice(0, route.indexOf(' ')),
    headers,
    ...(content === undefined ? {} : { body: content }),
    ...(signal === undefined ? {} : { signal }),
    cache: 'no-store',
    redirect: 'error',
  }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiProblem('network_unreachable');
  });
  if (!response.ok) {
    throw problemFrom(response.status, await response.text().catch(() => ''), response.headers.get('retry-after'));
  }
  return response;
}
