export { createJobs, type EnqueueOptions, type JobData, type Jobs, type JobsOptions } from './jobs.ts';
export { DEAD_LETTER_QUEUE, type QueueSettings } from './queues.ts';
export type { Handler, Job, WorkSettings } from './work.ts';
