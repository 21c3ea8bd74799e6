export { PLATFORM_LIMITS, Problem as ProblemSchema } from './common.ts';
export {
  addressCommitment,
  followKeyLog,
  KEY_LOG_START,
  KeyLogBroken,
  type KeyLogEvent,
  type KeyLogFact,
  type KeyLogPosition,
} from './key-log.ts';
export type { Access, RouteDefinition, RouteKey, RouteTable } from './route.ts';
export { type Answer, type ApiRoute, type Body, type Params, type Query, type Routes, routes } from './routes.ts';
export type * from './types.ts';
