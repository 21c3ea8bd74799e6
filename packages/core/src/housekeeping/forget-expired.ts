import type { Tx } from '@umschlag/db';
import { addMs, DAY_MS } from '@umschlag/std';
import type { Deps } from '../deps.ts';

/** Mail metadata is kept this long and no longer. */
const MAIL_METADATA_MS = 7 * DAY_MS;
const CRON_RUNS_MS = 7 * DAY_MS;

/** Cron: forgets what has had its time: sessions, challenges, throttles, mail metadata, firings of cron, downloads. */
export async function forgetExpired(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  await deps.database.transaction(async (tx) => {
    await tx.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    await tx.deleteFrom('sign_in_challenges').where('expires_at', '<=', now).execute();
    await tx.deleteFrom('submission_challenges').where('expires_at', '<=', now).execute();
    await tx.deleteFrom('throttles').where('window_ends_at', '<=', now).execute();
    await tx.deleteFrom('invitations').where('expires_at', '<=', addMs(now, -DAY_MS)).execute();
    await tx.deleteFrom('api_tokens').where('expires_at', '<=', now).execute();
    await tx.deleteFrom('mails').where('created_at', '<=', addMs(now, -MAIL_METADATA_MS)).execute();
    await tx.deleteFrom('cron_run').where('claimed_at', '<=', addMs(now, -CRON_RUNS_MS)).execute();
    await forgetEndedDownloads(tx);
  });
}

/** A download that was under way when its delivery ended is noted once more, after the purge forgot what there was. */
async function forgetEndedDownloads(tx: Tx): Promise<void> {
  await tx
    .deleteFrom('fetch_progress')
    .where('file_id', 'in', (select) =>
      select
        .selectFrom('delivery_files as f')
        .innerJoin('deliveries as d', 'd.id', 'f.delivery_id')
        .select('f.id')
        .where('d.ended_at', 'is not', null),
    )
    .execute();
}
