import type { Feature } from '../api.ts';
import { route } from '../plugins/route.ts';
import { createHealthCheck } from './check-health.ts';

export const health: Feature = (api, deps) => {
  const check = createHealthCheck(deps);
  route(api, 'GET /api/v1/health', async () => {
    await check();
    return { status: 'ok' as const };
  });
};
