import type { PgBoss, QueueOptions } from 'pg-boss';

/** How a queue treats its jobs. All have back-off and end in the dead-letter queue. */
export interface QueueSettings {
  /** Tries after the first one. Default 5. */
  readonly retryLimit?: number;
  /** Wait before the first retry; it doubles with each, up to an hour. Default 5. */
  readonly retryDelaySeconds?: number;
  /** After this time without an end, a job counts as failed and is tried again. Default 15 minutes. */
  readonly expireSeconds?: number;
  /**
   * Workers report this often that they are alive (10 at least); a killed worker's job is then tried again after
   * this time instead of after `expireSeconds`. Default: off.
   */
  readonly heartbeatSeconds?: number;
  /** A job that waits stands for every other: none is added. Fixed when the queue is first made. Default: any number. */
  readonly oneWaiting?: boolean;
}

/** Where jobs end that failed for good. */
export const DEAD_LETTER_QUEUE = 'dead-letter';

const LONGEST_RETRY_DELAY_SECONDS = 3600;
const DAY_SECONDS = 24 * 3600;

/** A job's data and error may name people: what is finished goes after a day, what waits or is dead after 7 days. */
const FINISHED_KEPT_SECONDS = DAY_SECONDS;
const WAITING_KEPT_SECONDS = 7 * DAY_SECONDS;

function queueOptions(settings: QueueSettings): QueueOptions {
  return {
    retryLimit: settings.retryLimit ?? 5,
    retryDelay: settings.retryDelaySeconds ?? 5,
    retryDelayMax: LONGEST_RETRY_DELAY_SECONDS,
    retryBackoff: true,
    expireInSeconds: settings.expireSeconds ?? 15 * 60,
    retentionSeconds: WAITING_KEPT_SECONDS,
    deleteAfterSeconds: FINISHED_KEPT_SECONDS,
    ...(settings.heartbeatSeconds === undefined ? {} : { heartbeatSeconds: settings.heartbeatSeconds }),
  };
}

/** Makes the queues, or gives existing ones the settings of this version. */
export async function ensureQueues(boss: PgBoss, queues: Readonly<Record<string, QueueSettings>>): Promise<void> {
  const kept = { retentionSeconds: WAITING_KEPT_SECONDS, deleteAfterSeconds: FINISHED_KEPT_SECONDS };
  await boss.createQueue(DEAD_LETTER_QUEUE, kept);
  for (const [name, settings] of Object.entries(queues)) {
    const options = { ...queueOptions(settings), deadLetter: DEAD_LETTER_QUEUE, notify: true };
    if (await boss.getQueue(name)) await boss.updateQueue(name, options);
    else await boss.createQueue(name, { ...options, policy: settings.oneWaiting ? 'short' : 'standard' });
  }
}
