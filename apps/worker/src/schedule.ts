import type { Platform } from '@umschlag/core';
import { claimCronRun } from '@umschlag/db';
import { schedule } from 'node-cron';
import type { PeriodicTask } from './tasks.ts';

export interface Schedule {
  /** No firing begins after this; those under way are awaited. */
  stop(): Promise<void>;
}

/** Starts the periodic tasks. Each firing is claimed by one inserted row, so that any number of workers may run. */
export function startSchedule(
  platform: Platform,
  tasks: readonly PeriodicTask[],
  onTrouble: (task: string, error: unknown) => void,
): Schedule {
  const running = new Set<Promise<void>>();
  const runCoordinator = {
    shouldRun: (key: string) => platform.database.transaction((tx) => claimCronRun(tx, key)),
  };
  const scheduled = tasks.map((task) =>
    schedule(
      task.cron,
      () => {
        const run = Promise.resolve(task.run(platform)).then(
          () => {},
          (error) => onTrouble(task.name, error),
        );
        running.add(run);
        return run.finally(() => running.delete(run));
      },
      { name: task.name, timezone: 'UTC', noOverlap: true, distributed: true, runCoordinator },
    ),
  );
  return {
    stop: async () => {
      await Promise.all(scheduled.map((one) => one.destroy()));
      await Promise.all(running);
    },
  };
}
