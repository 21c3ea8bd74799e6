import type { Schema, Tx } from '@umschlag/db';
import { newId } from '@umschlag/std';
import type { Insertable } from 'kysely';
import { createContentKey } from '../content/index.ts';
import type { Deps } from '../deps.ts';
import type { Recipient } from './draft.policy.ts';

type Given = 'sender_id' | 'organisation_id' | 'level' | 'expiry_days' | 'language' | 'is_reply' | 'reply_to';

/** Writes a new draft and its content key. @returns its id */
export async function insertDraft(
  deps: Pick<Deps, 'keys' | 'clock'>,
  tx: Tx,
  given: Pick<Insertable<Schema['deliveries']>, Given>,
): Promise<string> {
  const id = newId();
  const now = deps.clock.now();
  await tx
    .insertInto('deliveries')
    .values({ ...given, id, state: 'draft', created_at: now, updated_at: now })
    .execute();
  await createContentKey(deps, tx, id);
  return id;
}

/** Gives a draft its recipients, at least one, in their order. */
export async function insertRecipients(tx: Tx, deliveryId: string, recipients: readonly Recipient[]): Promise<void> {
  await tx
    .insertInto('delivery_recipients')
    .values(
      recipients.map(({ email, emailKey }, position) => ({
        id: newId(),
        delivery_id: deliveryId,
        position,
        email,
        email_key: emailKey,
      })),
    )
    .execute();
}
