import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnavailable } from '@umschlag/db';
import { SECOND_MS } from '@umschlag/std';

/**
 * Repeats a record of what has happened already, until the database takes it: octets that are delivered cannot be
 * called back because the database was away at that moment. Ends with the process, and with its database's closing.
 * @param record may be repeated
 * @throws what is no outage
 */
export async function untilRecorded(record: () => Promise<void>, pauseMs = SECOND_MS): Promise<void> {
  for (;;) {
    try {
      return await record();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailable)) throw error;
    }
    await delay(pauseMs, undefined, { ref: false });
  }
}
