import type { Entrance } from '@umschlag/contract';
import type { SealedFile } from '../../transfer/sealed-files.ts';

/** The owner of an upload link of level 3 or 4, as the server says, and whom alone the link allows. */
export interface SealedFor {
  /** Of the key in the link. */
  readonly trusted: string;
  readonly ownerKeys: NonNullable<Entrance['ownerKeys']>;
}

/** What whoever submits seals. */
export interface SealSubmissionWish {
  readonly submissionId: string;
  readonly level: 3 | 4;
  /** Of whoever submits, confirmed. */
  readonly address: string;
  readonly owner: SealedFor;
  readonly files: readonly SealedFile[];
  /** At level 4. */
  readonly message: string | undefined;
}

/** A file as the proof has it (docs/FORMATS.md, "Proof of a submission"). */
export interface ProvenFile {
  /** Of the file on the platform; not in the proof that is saved. */
  readonly id: string;
  readonly path: readonly string[];
  readonly sizeBytes: number;
  readonly chunksPerPart: number;
  readonly partSha256: readonly string[];
  readonly nonce: string;
  readonly commitment: string;
}

export interface SealedSubmission {
  readonly forOwner: Uint8Array<ArrayBuffer>;
  /** Of the owner's key that it is sealed to: the trusted one, or its successor. */
  readonly readerFingerprint: string;
  /** Made for this submission alone. */
  readonly key: { readonly fingerprint: string; readonly version: 4 | 6; readonly publicKey: string };
  readonly commitments: readonly { readonly fileId: string; readonly commitment: string }[];
  readonly proven: readonly ProvenFile[];
}
