export { type Limits, limitsOf } from './limits.policy.ts';
export { loadLimits } from './load-limits.ts';
