import swagger from '@fastify/swagger';
import { type RouteDefinition, routes } from '@umschlag/contract';
import type { Api } from '../api.ts';

/** Describes the routes as OpenAPI 3.1 at /api/openapi.json. Register it before the routes. */
export function installOpenApi(api: Api, publicUrl: string): void {
  api.register(swagger, {
    transformObject: (document) => {
      if (!('openapiObject' in document)) return document.swaggerObject;
      withOptionalBodies(document.openapiObject);
      return document.openapiObject;
    },
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Umschlag',
        version: '1',
        description: 'Send files by link. Scripts sign in with an API token: `Authorization: Bearer umt_…`.',
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: '__Host-umschlag' },
          apiToken: { type: 'http', scheme: 'bearer' },
          uploadToken: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });
}

interface Described {
  paths?: Record<string, unknown>;
}

/** The plugin calls every body required, also where the server takes none for an empty one. */
function withOptionalBodies(document: Described): void {
  for (const [key, { isBodyOptional }] of Object.entries<RouteDefinition>(routes)) {
    if (!isBodyOptional) continue;
    const [method = '', url = ''] = key.split(' ');
    const path = document.paths?.[url.replace(/:(\w+)/g, '{$1}')] as Record<string, Operation> | undefined;
    const body = path?.[method.toLowerCase()]?.requestBody;
    if (body) body.required = false;
  }
}

interface Operation {
  readonly requestBody?: { required?: boolean };
}
