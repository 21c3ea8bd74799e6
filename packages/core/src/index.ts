export * from './deps.ts';
export * from './mail/index.ts';
export { PlatformKeys } from './platform-keys.ts';
