import type { Db } from '@umschlag/db';
import { mayAct } from './may-act.ts';

/** Addresses of those who may act for an upload link now, for mails about it. */
export async function listReaderMails(db: Db, uploadLinkId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('upload_links as l')
    .innerJoin('accounts as a', 'a.organisation_id', 'l.organisation_id')
    .select('a.email')
    .where('l.id', '=', uploadLinkId)
    .where('a.disabled_at', 'is', null)
    .where(({ ref }) => mayAct(ref('a.id'), 'l'))
    .execute();
  return rows.map(({ email }) => email);
}
