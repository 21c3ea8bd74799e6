export * from './accounts/index.ts';
export * from './contacts/index.ts';
export { isEndToEnd } from './content/index.ts';
export * from './deliveries/index.ts';
export * from './deps.ts';
export { forgetExpired } from './housekeeping/index.ts';
export * from './keys/index.ts';
export * from './links/index.ts';
export * from './mail/index.ts';
export * from './manifests/index.ts';
export {
  changeSubmittedFilesPolicy,
  listPolicyChanges,
  loadSubmittedFilesPolicy,
  type PolicyChange,
  type SubmittedFilesPolicy,
} from './organisations/index.ts';
export { openPlatform, type Platform, prepareDatabase } from './platform.ts';
export { PlatformKeys } from './platform-keys.ts';
export * from './receipts/index.ts';
export * from './releases/index.ts';
export { stopOnSignal } from './run-process.ts';
export { deleteObjects, storageRefusal } from './storage/index.ts';
export * from './submissions/index.ts';
export * from './teams/index.ts';
export * from './tokens/index.ts';
export * from './upload-links/index.ts';
export * from './uploads/index.ts';
