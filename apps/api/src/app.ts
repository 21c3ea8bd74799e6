import cookie from '@fastify/cookie';
import type { Deps } from '@umschlag/core';
import { newId } from '@umschlag/std';
import Fastify, { LogController } from 'fastify';
import type { Api, ApiOptions } from './api.ts';
import { features as allFeatures } from './features.ts';
import { installWebKeyDirectory } from './keys/web-key-directory.ts';
import { installPlainForm } from './plain-form/plain-form.routes.ts';
import { installAuthentication } from './plugins/authentication.ts';
import { installBodyParsers } from './plugins/body-parsers.ts';
import { type RouteCheck, watchRoutes } from './plugins/check-routes.ts';
import { CONNECTION_LIMITS, limitConnections } from './plugins/connection-limits.ts';
import { answerUnreadableAddress, installErrorHandler } from './plugins/error-handler.ts';
import { installRequestLog, loggerOptions } from './plugins/logging.ts';
import { installSecurityHeaders, setSecurityHeaders } from './plugins/security-headers.ts';
import { serverLimits } from './plugins/server-limits.ts';
import { createCookies, isHttps } from './plugins/session-cookie.ts';
import { validatorCompiler } from './plugins/validation.ts';
import { installWebApp } from './plugins/web-app.ts';
import { installReceiptPage } from './receipts/receipt-page.ts';
import { installOpenApi } from './reference/open-api.ts';
import { serveReference } from './reference/reference.routes.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Compares what is bound with the table of routes; call it when the server is ready. */
    checkRoutes(): RouteCheck;
    cookies: ReturnType<typeof createCookies>;
  }
}

/**
 * Builds the server; `listen` is up to the caller.
 * @throws Error when the routes are not exactly those of the contract
 */
export async function createApp(deps: Deps, options: ApiOptions = {}): Promise<Api> {
  const api: Api = Fastify({
    ...serverLimits,
    logger: loggerOptions(options),
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: newId,
    frameworkErrors: (_error, request, reply) => {
      setSecurityHeaders(request, reply, deps.publicUrl);
      answerUnreadableAddress(request, reply);
    },
    trustProxy: (_address, hop) => hop < (options.trustedProxies ?? 0),
  });
  limitConnections(api.server, options.connectionLimits ?? CONNECTION_LIMITS, (options.trustedProxies ?? 0) > 0);
  const cookies = createCookies(isHttps(deps.publicUrl));
  api.decorate('cookies', cookies);
  api.decorate('checkRoutes', watchRoutes(api));
  api.setValidatorCompiler(validatorCompiler);
  installErrorHandler(api);
  installSecurityHeaders(api, deps.publicUrl);
  installRequestLog(api);
  await api.register(cookie);
  installAuthentication(api, deps, cookies);
  installBodyParsers(api);
  installOpenApi(api, deps.publicUrl);
  // In a plugin, so that the description above sees the routes.
  await api.register(async (scope) => {
    serveReference(scope, deps.platformName);
    for (const feature of options.features ?? allFeatures) feature(scope, deps);
  });
  installWebKeyDirectory(api, deps, options.wkdDomains ?? []);
  installPlainForm(api, deps);
  installReceiptPage(api, deps);
  installWebApp(api, options.webRoot);
  await api.ready();
  const { missing, foreign } = api.checkRoutes();
  // A server built with some features only (tests) may lack routes; none may have others than the table's.
  const wrong = options.features ? foreign : [...missing, ...foreign];
  if (wrong.length > 0) throw new Error(`The routes do not match the table: ${wrong.join(', ')}`);
  return api;
}
