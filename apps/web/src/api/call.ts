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
  const { params, query, body, bearer, signal } = input as Record<string, unknown> & { bearer?: string };
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (bearer !== undefined) headers.authorization = `Bearer ${bearer}`;
  const response = await fetch(pathOf(route, params as object | undefined, query as object | undefined), {
    method: route.slice(0, route.indexOf(' ')),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal: signal as AbortSignal }),
    cache: 'no-store',
    redirect: 'error',
  }).catch((error: Error) => {
    if (error.name === 'AbortError') throw error;
    throw new ApiProblem('network_unreachable');
  });
  if (!response.ok) {
    throw problemFrom(response.status, await response.text().catch(() => ''), response.headers.get('retry-after'));
  }
  if (response.status === 204) return undefined as Answer<K>;
  return (await response.json().catch(() => {
    throw new ApiProblem('answer_unreadable');
  })) as Answer<K>;
}
