import { randomBytes } from 'node:crypto';
import type { Db, Tx } from '@umschlag/db';
import { openField, sealField } from '../content/index.ts';
import type { Deps } from '../deps.ts';

const KEY_OCTETS = 32;
const PURPOSE = 'upload-link-keys';

/** What the owner writes about an upload link; encrypted at rest under a key of its own. */
export interface UploadLinkTexts {
  readonly title: string;
  /** The file number (Aktenzeichen); may be empty. */
  readonly reference: string;
  readonly instructions: string;
}

/** What the owner writes about one requested document. */
export interface DocumentTexts {
  readonly name: string;
  /** What it should look like, for instance; may be empty. */
  readonly explanation: string;
}

export const NO_TEXTS: UploadLinkTexts = { title: '', reference: '', instructions: '' };
export const NO_DOCUMENT_TEXTS: DocumentTexts = { name: '', explanation: '' };

/** Makes the key of a new upload link: 32 random octets, stored only wrapped and bound to its id. @returns it in clear */
export async function createUploadLinkKey(
  { keys, clock }: Pick<Deps, 'keys' | 'clock'>,
  tx: Tx,
  uploadLinkId: string,
): Promise<Uint8Array> {
  const key = randomBytes(KEY_OCTETS);
  await tx
    .insertInto('upload_link_keys')
    .values({
      upload_link_id: uploadLinkId,
      wrapped_key: keys.wrap(PURPOSE, uploadLinkId, key),
      created_at: clock.now(),
    })
    .execute();
  return key;
}

/** The keys of several upload links by id, in one query; those that are destroyed are missing. */
export async function loadUploadLinkKeys(
  { keys }: Pick<Deps, 'keys'>,
  db: Db,
  uploadLinkIds: readonly string[],
): Promise<Map<string, Uint8Array>> {
  if (uploadLinkIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('upload_link_keys')
    .select(['upload_link_id', 'wrapped_key'])
    .where('upload_link_id', 'in', uploadLinkIds)
    .execute();
  return new Map(rows.map((row) => [row.upload_link_id, keys.unwrap(PURPOSE, row.upload_link_id, row.wrapped_key)]));
}

/** As {@link loadUploadLinkKeys}, for one. */
export async function loadUploadLinkKey(
  deps: Pick<Deps, 'keys'>,
  db: Db,
  uploadLinkId: string,
): Promise<Uint8Array | undefined> {
  return (await loadUploadLinkKeys(deps, db, [uploadLinkId])).get(uploadLinkId);
}

/** @param id of the row that holds it: elsewhere it does not open */
export function sealTexts(key: Uint8Array, id: string, texts: UploadLinkTexts | DocumentTexts): Buffer {
  return sealField(key, `${id}/texts`, texts);
}

/** All empty once the key is destroyed. @throws Error when key and row do not belong together */
export function openTexts(
  key: Uint8Array | undefined,
  row: { readonly id: string; readonly sealed_texts: Buffer | null },
): UploadLinkTexts {
  return key && row.sealed_texts ? openField<UploadLinkTexts>(key, `${row.id}/texts`, row.sealed_texts) : NO_TEXTS;
}

/** As {@link openTexts}, of a requested document. */
export function openDocumentTexts(
  key: Uint8Array | undefined,
  row: { readonly id: string; readonly sealed_texts: Buffer | null },
): DocumentTexts {
  if (!key || !row.sealed_texts) return NO_DOCUMENT_TEXTS;
  return openField<DocumentTexts>(key, `${row.id}/texts`, row.sealed_texts);
}
