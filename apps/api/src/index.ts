export type { Api, ApiOptions, Feature } from './api.ts';
export { createApp } from './app.ts';
export { listen, type RunningApi } from './server.ts';
