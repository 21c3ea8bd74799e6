import type { PgBoss, QueueOptions } from 'pg-boss';

/** How a queue treats its jobs. All have back-off and end in the dead-letter queue. */
export interface QueueSettings {
  /** Tries after the first one. Default 5. */
  readonly retryLimit?: number;
  /** Wait before the first retry; it doubles with each. Default 5. */
  readonly retryDelaySeconds?: number;
  /** Longest wait between two tries. Default one hour. */
  readonly retryDelayMaxSeconds?: number;
  /** After this time without an end, a job counts as failed and is tried again. Default 15 minutes. */
  readonly expireSeconds?: number;
  /**
   * Workers report this often that they are alive (10 at least); a killed worker's job is then tried again after
   * this time instead of after `expireSeconds`. Default: off.
   */
  readonly heartbeatSeconds?: number;
  /**
   * With `queued`, one waiting job at most per `singletonKey` (jobs without a key share one); with
   * `queued-or-running` also none while one runs. Fixed when the queue is first made. Default: any number.
   */
  readonly onePerKey?: 'queued' | 'queued-or-running';
}

const POLICIES = { queued: 'short', 'queued-or-running': 'exclusive' } as const;

/** Where jobs end that failed for good. */
export const DEAD_LETTER_QUEUE = 'dead-letter';

const DAY_SECONDS = 24 * 3600;

/** A job's data and error may name people: what is finished goes after a day, what waits or is dead after 7 days. */
const FINISHED_KEPT_SECONDS = DAY_SECONDS;
const WAITING_KEPT_SECONDS = 7 * DAY_SECONDS;

function queueOptions(settings: QueueSettings): QueueOptions {
  return {
    retryLimit: settings.retryLimit ?? 5,
    retryDelay: settings.retryDelaySeconds ?? 5,
    retryDelayMax: settings.retryDelayMaxSeconds ?? 3600,
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
    else
      await boss.createQueue(name, {
        ...options,
        policy: settings.onePerKey ? POLICIES[settings.onePerKey] : 'standard',
      });
  }
}
