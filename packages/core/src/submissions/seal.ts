import type { Tx } from '@umschlag/db';
import { AppError } from '@umschlag/std';
import { isEndToEnd } from '../content/index.ts';
import { checkNewKey } from '../keys/index.ts';

/** Levels 3 and 4: what whoever submits tells in the open about what they sealed. */
export interface SealedBy {
  /** Made for this one submission; the owner checks the manifest's signature with it. */
  readonly key: {
    readonly fingerprint: string;
    readonly version: 4 | 6;
    /** Base64. */
    readonly publicKey: string;
  };
  /** Of every file (docs/FORMATS.md, "Commitment"): 64 hexadecimal digits. The receipt shows them, and no name. */
  readonly commitments: readonly { readonly fileId: string; readonly commitment: string }[];
}

interface Seal {
  readonly fingerprint: string;
  readonly publicKey: Buffer;
  /** 32 octets, by file id. */
  readonly commitments: ReadonlyMap<string, Buffer>;
}

/** @throws AppError `invalid_request` (details: `field`) unless it is there at levels 3 and 4, and only there; `key_invalid` */
export function readSeal(level: number, sealed: SealedBy | undefined): Seal | undefined {
  if (isEndToEnd(level) !== (sealed !== undefined)) {
    throw refused('sealed', 'At levels 3 and 4, and only there, a submission names its key.');
  }
  if (!sealed) return undefined;
  const { fingerprint, publicKey } = checkNewKey({ ...sealed.key, unlocks: [] });
  const commitments = new Map(
    sealed.commitments.map(({ fileId, commitment }) => [fileId, Buffer.from(commitment, 'hex')]),
  );
  return { fingerprint, publicKey, commitments };
}

/** @throws AppError `invalid_request` unless every file of the submission has one commitment, and nothing else has */
export async function noteSeal(tx: Tx, submissionId: string, seal: Seal): Promise<void> {
  await tx
    .updateTable('submissions')
    .set({ submitter_key: seal.publicKey, submitter_fingerprint: seal.fingerprint })
    .where('delivery_id', '=', submissionId)
    .execute();
  const files = await tx.selectFrom('delivery_files').select('id').where('delivery_id', '=', submissionId).execute();
  if (files.length !== seal.commitments.size) throw refused('sealed', 'Each file has one commitment.');
  for (const { id } of files) {
    const commitment = seal.commitments.get(id);
    if (!commitment) throw refused('sealed', 'Each file has one commitment.');
    await tx.updateTable('delivery_files').set({ plain_digest: commitment }).where('id', '=', id).execute();
  }
}

/** What the owner opens a submission of level 3 or 4 with. */
export interface SubmissionSeal {
  /** Of the owner's key that the manifest is sealed to. */
  readonly readerFingerprint: string;
  /** Of whoever submitted; that it is theirs is their word alone. */
  readonly fingerprint: string;
  readonly publicKey: Buffer;
}

interface SealColumns {
  readonly submitter_key: Buffer | null;
  readonly submitter_fingerprint: string | null;
  readonly reader_fingerprint: string | null;
}

export function sealOf(row: SealColumns): SubmissionSeal | null {
  const { submitter_key: publicKey, submitter_fingerprint: fingerprint, reader_fingerprint: readerFingerprint } = row;
  if (!publicKey || fingerprint === null || readerFingerprint === null) return null;
  return { readerFingerprint, fingerprint, publicKey };
}

function refused(field: string, message: string): AppError {
  return new AppError('invalid_request', message, { details: { part: 'body', field } });
}
