export { type Limits, limitsOf } from './limits.policy.ts';
export { loadLimits } from './load-limits.ts';
export {
  changeSubmittedFilesPolicy,
  listPolicyChanges,
  loadSubmittedFilesPolicy,
  type PolicyChange,
  type SubmittedFilesPolicy,
} from './submitted-files.ts';
