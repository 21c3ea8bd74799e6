import type { Db } from '@umschlag/db';
import { admits, FILE_KINDS, type FileKind, type FileSource, inspectFile } from '@umschlag/file-kinds';
import { openRange } from '@umschlag/sealed/node';
import { AppError } from '@umschlag/std';
import type { Deps } from '../deps.ts';
import { loadSubmittedFilesPolicy, type SubmittedFilesPolicy } from '../organisations/index.ts';
import { refuseForStorage } from '../storage/index.ts';
import type { SubmittedFile } from './submitted-file.ts';

/** What a requested document says that it takes, as the table has it; `any` is all kinds. */
const ANY = 'any';

/**
 * Refuses by its content what nobody should open, and what was not asked for. The name decides nothing alone.
 * @param wish `requestedDocumentId` undefined: something else that is added, of any kind
 * @throws AppError `file_kind_refused` (details: `reason`, `format`), `storage_unavailable`
 */
export async function admitSubmittedFile(
  deps: Pick<Deps, 'store' | 'database'>,
  file: SubmittedFile,
  wish: {
    /** Whose policy it stands under. */
    readonly deliveryId: string;
    readonly name: string;
    readonly requestedDocumentId: string | null | undefined;
  },
): Promise<void> {
  const accepted = await acceptedKinds(deps.database.db, wish.requestedDocumentId ?? undefined);
  const finding = await inspectFile(sourceOf(deps, file), wish.name);
  const admission = admits(accepted, finding, await policyFor(deps.database.db, wish.deliveryId));
  if (admission.ok) return;
  throw new AppError('file_kind_refused', 'The content of the file is of a kind that is not accepted here.', {
    details: { reason: admission.reason, format: finding.format },
  });
}

async function policyFor(db: Db, deliveryId: string): Promise<SubmittedFilesPolicy> {
  const delivery = await db
    .selectFrom('deliveries')
    .select('organisation_id')
    .where('id', '=', deliveryId)
    .executeTakeFirstOrThrow();
  return loadSubmittedFilesPolicy(db, delivery.organisation_id);
}

async function acceptedKinds(db: Db, requestedDocumentId: string | undefined): Promise<readonly FileKind[]> {
  if (requestedDocumentId === undefined) return FILE_KINDS;
  const document = await db
    .selectFrom('requested_documents')
    .select('accepted_kinds')
    .where('id', '=', requestedDocumentId)
    .executeTakeFirst();
  const names = document?.accepted_kinds ?? [ANY];
  return names.includes(ANY) ? FILE_KINDS : FILE_KINDS.filter((kind) => names.includes(kind));
}

/** The plaintext, opened where it is looked at. */
function sourceOf(
  { store }: Pick<Deps, 'store'>,
  { objectKey, plainSizeBytes, sealedSizeBytes, sessionKey }: SubmittedFile,
): FileSource {
  const fetchRange = async (start: number, endExclusive: number) =>
    (await store.get(objectKey, { start, endExclusive }).catch(refuseForStorage)).body;
  const object = { plainSizeBytes, sealedSizeBytes, sessionKey };
  return {
    sizeBytes: plainSizeBytes,
    read: async (start, endExclusive) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of openRange(object, fetchRange, start, endExclusive)) pieces.push(Uint8Array.from(piece));
      return Buffer.concat(pieces);
    },
  };
}
