import type { Person, SentLetter } from '../end-to-end/client.ts';
import type { Stage } from './stage.ts';

/** A recipient's copy of the manifest as the database has it. */
export async function messageOf(stage: Stage, letter: SentLetter, { session }: Person): Promise<Buffer> {
  const row = await stage.api.deps.database.db
    .selectFrom('manifests')
    .select('message')
    .where('recipient_id', '=', letter.recipientIds.get(session.email)!)
    .executeTakeFirstOrThrow();
  return row.message;
}

/** Puts another message in the place of a recipient's copy. */
export async function putMessage(stage: Stage, letter: SentLetter, { session }: Person, message: Uint8Array) {
  await stage.change((tx) =>
    tx
      .updateTable('manifests')
      .set({ message: Buffer.from(message) })
      .where('recipient_id', '=', letter.recipientIds.get(session.email)!)
      .execute(),
  );
}

export async function objectKeyOf(stage: Stage, fileId: string): Promise<string> {
  const row = await stage.api.deps.database.db
    .selectFrom('delivery_files')
    .select('object_key')
    .where('id', '=', fileId)
    .executeTakeFirstOrThrow();
  return row.object_key;
}

export async function octetsOfObject(stage: Stage, fileId: string): Promise<Buffer> {
  const { body } = await stage.api.deps.store.get(await objectKeyOf(stage, fileId));
  const pieces: Uint8Array[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Puts other octets in the place of a file's object, as whoever owns the bucket can. */
export async function putObject(stage: Stage, fileId: string, octets: Uint8Array): Promise<void> {
  const { store } = stage.api.deps;
  const key = await objectKeyOf(stage, fileId);
  await store.deleteMany([key]);
  await store.put(key, once(octets), { sizeBytes: octets.length });
}

async function* once(octets: Uint8Array) {
  yield octets;
}
