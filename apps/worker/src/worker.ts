import type { Platform } from '@umschlag/core';
import { startSchedule } from './schedule.ts';
import { periodicTasks, serveQueues } from './tasks.ts';

export interface RunningWorker {
  stop(): Promise<void>;
}

/** Serves the queues and the periodic tasks until stopped. The platform stays the caller's to close. */
export async function startWorker(
  platform: Platform,
  onTrouble: (task: string, error: unknown) => void,
): Promise<RunningWorker> {
  await serveQueues(platform);
  return startSchedule(platform, periodicTasks, onTrouble);
}
