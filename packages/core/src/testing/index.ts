export { testFingerprint, testKey, testOctets, testPublicKey, testRotation } from './keys.ts';
export { enrolTestKey, testMessage } from './manifests.ts';
export {
  beginSession,
  createCaseworker,
  createCitizen,
  createOrganisation,
  freshCaller,
  type Person,
} from './people.ts';
export { type RecordedJob, RecordedJobs } from './recorded-jobs.ts';
export { createTestDeps, type TestDeps } from './test-deps.ts';
export { textOf } from './text-of.ts';
