/** Suites by folder: unit beside the code (`*.test.ts`), integration and journeys below `tests/`. */
const shared = {
  transform: { '\\.ts$': '<rootDir>/infra/jest-strip-types.mjs' },
  extensionsToTreatAsEsm: ['.ts'],
  testEnvironment: 'node',
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/data/'],
  modulePathIgnorePatterns: ['/dist/', '<rootDir>/data/'],
};

export default {
  ...shared,
  testMatch: ['<rootDir>/packages/**/*.test.ts', '<rootDir>/apps/**/*.test.ts', '<rootDir>/tests/**/*.test.ts'],
  // For what hangs. How fast something is no test says: machines differ, and they are busy.
  testTimeout: 180_000,
  maxWorkers: 2,
  // ES modules of finished test files are never given back: with gigabytes of them each garbage collection takes seconds.
  workerIdleMemoryLimit: '1GB',
  globalSetup: '<rootDir>/infra/jest-global-setup.mjs',
  globalTeardown: '<rootDir>/infra/jest-global-teardown.mjs',
};
