export { type Config, parseConfig, type SmtpConfig, type StorageConfig } from './config.ts';
export { ConfigError, type Environment, integer } from './read.ts';
