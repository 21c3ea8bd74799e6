export { type Config, isOnThisMachine, parseConfig, type SmtpConfig, type StorageConfig } from './config.ts';
export { SERVER_NODE_ARGUMENTS } from './node-arguments.ts';
export { ConfigError, type Environment, integer } from './read.ts';
