import type { AdmissionPolicy, FileKind } from '@umschlag/file-kinds';
import type { ErrorDetails } from '@umschlag/std/errors';
import type { ProblemCode } from '../api/problem.ts';

/** What files are uploaded into. A submission is a delivery, of which whoever submits has no account but a token. */
export interface UploadTarget {
  readonly deliveryId: string;
  /** Of a submission; without it, a draft of the account that is signed in. */
  readonly submissionToken?: string;
}

/** A file that the server has, or is to get, in a draft. */
export interface DraftFile {
  readonly id: string;
  /** null at levels 3 and 4. */
  readonly path: readonly string[] | null;
  readonly sizeBytes: number;
  readonly position: number;
  readonly state: 'uploading' | 'stored';
  /** In a submission: which requested document it is; null: another file. */
  readonly requestedDocumentId?: string | null;
}

/**
 * Where a file stands. `choose`, `permission` and `failed` wait for a person;
 * `offline`, `retrying` and `storage` go on by themselves.
 */
export type TransferPhase =
  | 'waiting'
  | 'checking'
  | 'sending'
  | 'paused'
  | 'offline'
  | 'retrying'
  | 'storage'
  | 'choose'
  | 'permission'
  | 'elsewhere'
  | 'foreign'
  /** Levels 3 and 4: the server has it, and the key is not in this browser. */
  | 'keyless'
  | 'stored'
  | 'failed';

/** What the page knows of one file. */
export interface Transfer {
  /** Of this tab; a file keeps it when its upload starts anew. */
  readonly id: string;
  readonly deliveryId: string;
  readonly fileId: string | undefined;
  /** Empty where only another device knows the name. */
  readonly path: readonly string[];
  /** Place among the draft's files. */
  readonly position: number;
  /** In a submission: which requested document it is. */
  readonly requestedDocumentId: string | undefined;
  readonly sizeBytes: number;
  readonly sentBytes: number;
  readonly phase: TransferPhase;
  readonly problem: { readonly code: ProblemCode; readonly details: ErrorDetails } | undefined;
  /** The file changed while it was sent, and is sent anew. */
  readonly changed: boolean;
  /** A file was chosen again and is another one. */
  readonly wrongFile: boolean;
  /** Asked for permission by the page, where the phase is `permission`. */
  readonly handle: FileSystemFileHandle | undefined;
}

/** What is taken, by content, where the server cannot look; null: the server looks. */
export type AcceptedKinds = Accepted | null;

export interface Accepted {
  readonly kinds: readonly FileKind[] | 'any';
  /** Of the organisation. */
  readonly policy: AdmissionPolicy;
}

/** A file as it was dropped or chosen. */
export interface PickedFile {
  readonly path: readonly string[];
  readonly file: File;
  /** Where the browser gives one: with it, an upload goes on by itself after a reload. */
  readonly handle: FileSystemFileHandle | undefined;
}

/** With the id that its transfer has from the moment on in which it is added. */
export interface AddedFile extends PickedFile {
  readonly id: string;
}

export type ToWorker =
  | { readonly type: 'open'; readonly target: UploadTarget; readonly files: readonly DraftFile[] }
  | {
      readonly type: 'add';
      readonly target: UploadTarget;
      readonly requestedDocumentId: string | undefined;
      readonly picked: readonly AddedFile[];
      /** Levels 3 and 4: sealed under keys that are made here, without a word about name and type. */
      readonly isSecret: boolean;
      /** In a submission of level 3 or 4: kinds that are taken, by content; null: not looked at here. */
      readonly accepted: AcceptedKinds;
    }
  | { readonly type: 'choose'; readonly id: string; readonly picked: PickedFile }
  | { readonly type: 'pause' | 'resume' | 'remove'; readonly id: string }
  | { readonly type: 'forget'; readonly deliveryId: string };

export interface FromWorker {
  readonly changed: readonly Transfer[];
  readonly removed: readonly string[];
  /** Somebody signed out, or another account signed in: this worker has ended, with all uploads. */
  readonly ended?: true;
}
