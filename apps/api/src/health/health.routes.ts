import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';
import { checkHealth } from './check-health.ts';

export const health: Feature = (api, deps) => {
  route(api, 'GET /api/v1/health', async () => {
    await checkHealth(deps);
    return { status: 'ok' as const };
  });
};
