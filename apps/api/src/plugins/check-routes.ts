import { routes } from '@umschlag/contract';
import type { RouteOptions } from 'fastify';
import type { Api } from '../api.ts';

/** Addresses below /api that describe the API and are not part of it. */
const DESCRIPTIONS = new Set(['GET /api/openapi.json', 'GET /api/reference', 'GET /api/reference.css']);

export interface RouteCheck {
  /** Routes of the table that nobody has bound. */
  readonly missing: readonly string[];
  /** Routes below /api that are not in the table. */
  readonly foreign: readonly string[];
}

/** Watches what is registered. Call it before the first route. @returns the comparison with the table, once ready */
export function watchRoutes(api: Api): () => RouteCheck {
  const bound = new Set<string>();
  api.addHook('onRoute', ({ method, url }: RouteOptions) => {
    // HEAD comes with each GET.
    for (const one of [method].flat()) if (url.startsWith('/api') && one !== 'HEAD') bound.add(`${one} ${url}`);
  });
  return () => ({
    missing: Object.keys(routes).filter((key) => !bound.has(key)),
    foreign: [...bound].filter((key) => !Object.hasOwn(routes, key) && !DESCRIPTIONS.has(key)),
  });
}
