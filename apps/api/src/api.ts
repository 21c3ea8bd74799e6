import type { Deps } from '@umschlag/core';
import type { FastifyInstance } from 'fastify';
import type { ConnectionLimits } from './plugins/connection-limits.ts';

/** The server as the features see it: with the dependencies of use cases at hand. */
export type Api = FastifyInstance;

export interface ApiOptions {
  /** Folder of the built web app; without it only the API is served. */
  readonly webRoot?: string | undefined;
  /** Number of proxies in front whose X-Forwarded-* is believed. Default 0. */
  readonly trustedProxies?: number;
  readonly logLevel?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
  /** Where log lines go. Default: standard output. */
  readonly logStream?: { write(line: string): void };
  /** Mail domains whose caseworkers' keys anybody may fetch from the Web Key Directory. Default: none. */
  readonly wkdDomains?: readonly string[];
  /** Default: {@link CONNECTION_LIMITS}. */
  readonly connectionLimits?: ConnectionLimits;
  readonly features?: readonly Feature[];
}

/** Registers the routes of one feature; all of them with `route()`. */
export type Feature = (api: Api, deps: Deps) => void;
