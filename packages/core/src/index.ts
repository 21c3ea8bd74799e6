export * from './accounts/index.ts';
export * from './deliveries/index.ts';
export * from './deps.ts';
export * from './mail/index.ts';
export { PlatformKeys } from './platform-keys.ts';
export { deleteObjects } from './storage/index.ts';
