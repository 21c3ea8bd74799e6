import swagger from '@fastify/swagger';
import type { Api } from '../api.ts';

/** Describes the routes as OpenAPI 3.1 at /api/openapi.json. Register it before the routes. */
export function installOpenApi(api: Api, publicUrl: string): void {
  api.register(swagger, {
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
