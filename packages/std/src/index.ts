export * from './clock.ts';
export * from './distinct-paths.ts';
export * from './errors.ts';
export * from './id-pair.ts';
export * from './ids.ts';
export * from './limits.ts';
export * from './secret-tokens.ts';
export * from './streams.ts';
