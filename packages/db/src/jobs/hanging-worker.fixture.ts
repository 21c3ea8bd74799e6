// Started by jobs.test.ts, which kills it: takes a job, says so, and never ends it.
import { createJobs } from './index.ts';

const jobs = await createJobs<{ fragile: { name: string } }>({
  url: process.argv[2]!,
  queues: { fragile: { retryLimit: 1, retryDelaySeconds: 1, expireSeconds: 2 } },
  role: 'work',
});
await jobs.work('fragile', () => {
  process.stdout.write('taken\n');
  return new Promise(() => {});
});
