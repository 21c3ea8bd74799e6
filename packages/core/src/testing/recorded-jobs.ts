import type { JobPayloads, JobQueue, QueueName } from '../deps.ts';

export interface RecordedJob<Q extends QueueName = QueueName> {
  readonly queue: Q;
  readonly data: JobPayloads[Q];
  readonly startAfter?: Date;
}

/**
 * A queue that only notes what was enqueued, for tests of use cases that want the fact and not the work.
 * Unlike the real one it does not forget the jobs of a transaction that is rolled back.
 */
export class RecordedJobs implements JobQueue {
  readonly all: RecordedJob[] = [];
  async enqueue<Q extends QueueName>(
    _tx: unknown,
    queue: Q,
    data: JobPayloads[Q],
    options: { startAfter?: Date } = {},
  ): Promise<void> {
    this.all.push({ queue, data, ...options });
  }
  /** The data of one queue's jobs, oldest first. */
  of<Q extends QueueName>(queue: Q): JobPayloads[Q][] {
    return this.all.filter((job) => job.queue === queue).map((job) => job.data as JobPayloads[Q]);
  }
}
