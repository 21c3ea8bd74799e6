import type { PgBoss } from 'pg-boss';

export interface Job<Data> {
  /** The same on every try: fit for a stable Message-ID. */
  readonly id: string;
  readonly data: Data;
  /** Aborted when the job's time is over or the worker stops: end, it will be tried again. */
  readonly signal: AbortSignal;
}

export type Handler<Data> = (job: Job<Data>) => Promise<void>;

export interface WorkSettings {
  /** Jobs of this queue at the same time in this process. Default 1. */
  readonly concurrency?: number;
}

/** Polling stands behind LISTEN/NOTIFY, for jobs that become due later and for a lost connection. */
const POLLING_SECONDS = 1;

/** Takes jobs one by one, so that one failing job does not fail its neighbours. */
export async function workOn<Data>(
  boss: PgBoss,
  queue: string,
  handler: Handler<Data>,
  { concurrency = 1 }: WorkSettings = {},
): Promise<void> {
  const options = {
    batchSize: 1,
    localConcurrency: concurrency,
    pollingIntervalSeconds: POLLING_SECONDS,
    notifyPollingIntervalSeconds: POLLING_SECONDS,
  } as const;
  await boss.work<Data, void, typeof options>(queue, options, async (jobs) => {
    for (const { id, data, signal } of jobs) await handler({ id, data, signal });
  });
}
