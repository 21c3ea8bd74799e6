import { fromKysely, type KyselyTransactionLike, PgBoss } from 'pg-boss';
import type { Tx } from '../database-types.ts';
import { asDatabaseError } from '../database-unavailable.ts';
import { ensureQueues, type QueueSettings } from './queues.ts';
import { type Handler, type WorkSettings, workOn } from './work.ts';

/** Data per queue name, JSON only. */
export type JobData = Record<string, object>;

export interface JobsOptions<Queues extends JobData> {
  readonly url: string;
  /** All queues: a name that is not here does not compile. */
  readonly queues: { readonly [Name in keyof Queues]: QueueSettings };
  /** `enqueue` only puts jobs in (API); `work` also runs them and looks after the queues. */
  readonly role: 'enqueue' | 'work';
  /** Connections at most. Default 2 and 4. */
  readonly poolSize?: number;
  /** How often a worker looks for jobs whose worker died, in seconds. Default 15. */
  readonly superviseSeconds?: number;
  /** Trouble in the background (a lost connection, an old transaction); it mends itself, but should be logged. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly startAfter?: Date;
}

export interface Jobs<Queues extends JobData> {
  /**
   * Puts a job in, as part of the transaction: a rollback leaves none.
   * @returns its id, or null when one that waits stands for it (`oneWaiting`)
   */
  enqueue<Name extends keyof Queues & string>(
    tx: Tx,
    queue: Name,
    data: Queues[Name],
    options?: EnqueueOptions,
  ): Promise<string | null>;
  /** Runs `handler` for each job. At least once: a throw or a dead worker leads to another try. Role `work` only. */
  work<Name extends keyof Queues & string>(
    queue: Name,
    handler: Handler<Queues[Name]>,
    settings?: WorkSettings,
  ): Promise<void>;
  /** Takes no new jobs, waits up to `timeoutMs` (default 30 s) for those under way; the rest is tried again elsewhere. */
  stop(timeoutMs?: number): Promise<void>;
}

/**
 * Opens the durable job queues (pg-boss, schema `pgboss`) and makes what is missing.
 * @throws DatabaseUnavailable
 */
export async function createJobs<Queues extends JobData>(options: JobsOptions<Queues>): Promise<Jobs<Queues>> {
  const boss = newBoss(options);
  // An 'error' event without a listener would end Node.
  boss.on('error', options.onTrouble ?? (() => {}));
  boss.on('warning', options.onTrouble ?? (() => {}));
  try {
    await boss.start();
    await ensureQueues(boss, options.queues);
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw asDatabaseError(error);
  }
  return {
    enqueue: (tx, queue, data, how = {}) => boss.send(queue, data, { ...how, db: joinTransaction(tx) }),
    work: async (queue, handler, settings) => {
      if (options.role !== 'work') throw new Error('These jobs were opened to enqueue only.');
      await workOn(boss, queue, handler, settings);
    },
    stop: (timeoutMs = 30_000) => boss.stop({ graceful: true, timeout: timeoutMs, close: true }),
  };
}

function newBoss<Queues extends JobData>({ url, role, poolSize, superviseSeconds = 15 }: JobsOptions<Queues>): PgBoss {
  const works = role === 'work';
  return new PgBoss({
    connectionString: url,
    schema: 'pgboss',
    application_name: `umschlag-jobs-${role}`,
    max: poolSize ?? (works ? 4 : 2),
    supervise: works,
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    // node-cron and `cron_run` trigger the periodic jobs.
    schedule: false,
    useListenNotify: works,
    openTelemetry: { enabled: false },
  });
}

function joinTransaction(tx: Tx) {
  return fromKysely(tx as unknown as KyselyTransactionLike);
}
