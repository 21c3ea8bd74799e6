import { type Deps, findDirectoryKey } from '@umschlag/core';
import type { FastifyReply } from 'fastify';
import type { Api } from '../api.ts';

const ROOT = '/.well-known/openpgpkey';
const HASH = /^[ybndrfg8ejkmcpqxot1uwisza345h769]{32}$/;

/** For pages and programs of any origin: what is published here is meant for everybody. */
function open(reply: FastifyReply): FastifyReply {
  return reply
    .header('access-control-allow-origin', '*')
    .header('cross-origin-resource-policy', 'cross-origin')
    .header('cache-control', 'no-cache');
}

/**
 * The Web Key Directory (draft-koch-openpgp-webkey-service §3.1) of `domains`, by the advanced and the direct method.
 * Caseworkers' active keys only; without domains there is no such address.
 */
export function installWebKeyDirectory(api: Api, deps: Deps, domains: readonly string[]): void {
  if (domains.length === 0) return;
  const isOurs = (domain: string) => domains.includes(domain);

  async function sendKey(reply: FastifyReply, domain: string, hash: string): Promise<FastifyReply> {
    const key = isOurs(domain) && HASH.test(hash) ? await findDirectoryKey(deps, { domain, hash }) : undefined;
    return key ? open(reply).type('application/octet-stream').send(key) : sendNothing(reply);
  }
  /** An empty policy: nothing but the defaults (§4.5). */
  function sendPolicy(reply: FastifyReply, domain: string): FastifyReply {
    return isOurs(domain) ? open(reply).type('text/plain; charset=utf-8').send('') : sendNothing(reply);
  }
  const sendNothing = (reply: FastifyReply) => open(reply).code(404).type('text/plain; charset=utf-8').send('');

  // The advanced method: openpgpkey.<domain> names the domain in the path.
  api.get<{ Params: { domain: string; hash: string } }>(`${ROOT}/:domain/hu/:hash`, ({ params }, reply) =>
    sendKey(reply, params.domain.toLowerCase(), params.hash),
  );
  api.get<{ Params: { domain: string } }>(`${ROOT}/:domain/policy`, async ({ params }, reply) =>
    sendPolicy(reply, params.domain.toLowerCase()),
  );
  // The direct method: the server's own name is the domain.
  api.get<{ Params: { hash: string } }>(`${ROOT}/hu/:hash`, ({ hostname, params }, reply) =>
    sendKey(reply, hostname.toLowerCase(), params.hash),
  );
  api.get(`${ROOT}/policy`, async ({ hostname }, reply) => sendPolicy(reply, hostname.toLowerCase()));
}
