import type { ReceivedSubmission } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';

/** A submission of level 3 or 4 as the server gives it to its owner: all of it has to be what was signed. */
export interface ReceivedSeal {
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly submissionId: string;
  readonly level: 3 | 4;
  /** Of whoever submitted, confirmed by a code. */
  readonly submitterAddress: string;
  /** Of the owner; null: it is a team's. */
  readonly myAddress: string | null;
  readonly teamId: string | null;
  /** Of the own key that it is sealed to. */
  readonly readerFingerprint: string;
  /** The one-off key that signed it. */
  readonly signer: Pick<NonNullable<ReceivedSubmission['seal']>, 'fingerprint' | 'publicKey'>;
  readonly files: readonly Pick<ReceivedSubmission['files'][number], 'id' | 'sizeBytes' | 'commitment'>[];
}

/** What was sealed. */
export interface OpenedSubmission {
  readonly files: readonly ManifestFile[];
  /** Level 4. */
  readonly message: string | undefined;
  /** Ids of files that the receipt commits to something else for than what is here. */
  readonly notAsReceipted: readonly string[];
}
