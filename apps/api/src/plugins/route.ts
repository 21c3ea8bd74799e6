import {
  type Answer,
  type ApiRoute,
  type Body,
  type Params,
  type Query,
  type RouteDefinition,
  routes,
} from '@umschlag/contract';
import type { Account, Caller, CaseworkerAccount } from '@umschlag/core';
import { AppError } from '@umschlag/std';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Api } from '../api.ts';
import { answerSchemas } from './answer-schemas.ts';

type Definition<K extends ApiRoute> = (typeof routes)[K];
type AccountFor<K extends ApiRoute> = Definition<K>['access'] extends 'caseworker' | 'administrator'
  ? CaseworkerAccount
  : Definition<K>['access'] extends 'account'
    ? Account
    : Account | undefined;

/** What a handler is given: checked by the route's schemas and its access rule. */
export interface RouteInput<K extends ApiRoute> {
  readonly params: Params<K>;
  readonly query: Query<K>;
  readonly body: Body<K>;
  /** The signed-in account; with `link` access, whoever happens to be signed in. */
  readonly account: AccountFor<K>;
  /** How the account was proved; `undefined` where nobody is signed in. */
  readonly caller: Caller | undefined;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Returns the JSON answer; a route without one returns nothing (204) or the reply that it sent octets with. */
export type RouteHandler<K extends ApiRoute> = (
  input: RouteInput<K>,
  // biome-ignore lint/suspicious/noConfusingVoidType: so that a handler without an answer needs no `return`
) => Promise<Answer<K> extends undefined ? FastifyReply | undefined | void : Answer<K>>;

/** The rule of a route of ours, read by the authentication. */
declare module 'fastify' {
  interface FastifyContextConfig {
    route?: RouteDefinition;
    /** Its key in the table. */
    key?: string;
  }
  interface FastifyRequest {
    caller: Caller | undefined;
  }
}

function split(key: string): { method: string; url: string } {
  const [method, url] = key.split(' ') as [string, string];
  return { method, url };
}

/**
 * Binds a handler to a route of the table. Schemas, status and access rule come from the table; what is not in it
 * cannot be bound. For `link` and `upload-token` the handler proves access itself.
 */
export function route<K extends ApiRoute>(api: Api, key: K, handler: RouteHandler<K>): void {
  const definition: RouteDefinition | undefined = Object.hasOwn(routes, key) ? routes[key] : undefined;
  if (!definition) throw new Error(`The route ${key} is not in the table of the contract.`);
  const { method, url } = split(key);
  api.route({
    method,
    url,
    config: { route: definition, key },
    schema: {
      summary: definition.summary,
      ...(definition.params ? { params: definition.params } : {}),
      ...(definition.query ? { querystring: definition.query } : {}),
      ...(definition.body ? { body: definition.body } : {}),
      response: answerSchemas(definition),
    },
    onRequest: async (request) => refuseWrongMediaType(definition, request),
    preValidation: async (request) => {
      if (definition.isBodyOptional) request.body ??= {};
    },
    handler: async (request, reply) => {
      reply.code(definition.status);
      const answer = await handler({
        params: request.params,
        query: request.query,
        body: request.body,
        account: request.caller?.account,
        caller: request.caller,
        request,
        reply,
      } as RouteInput<K>);
      if (answer !== undefined) return answer;
      // A download that was cut has been answered as well, though it never ended.
      return reply.sent || reply.raw.headersSent || reply.raw.destroyed ? reply : reply.send();
    },
  });
}

/** A body in another type than the route's is refused before it is read. */
function refuseWrongMediaType(definition: RouteDefinition, request: FastifyRequest): void {
  const expected = definition.bodyType ?? (definition.body ? 'application/json' : undefined);
  const type = request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  if (definition.isBodyOptional && type === undefined) return;
  if (expected !== undefined && type !== expected) {
    throw new AppError('unsupported_media_type', `This address takes ${expected}.`);
  }
}

const patterns = Object.keys(routes).map((key) => {
  const { method, url } = split(key);
  return { method, pattern: new RegExp(`^${url.replace(/:[a-zA-Z]+/g, '[^/]+')}$`) };
});

/** The methods that the table knows for a path; empty when the path is not in it. */
export function allowedMethods(path: string): string[] {
  return patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
}
