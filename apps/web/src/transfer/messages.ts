import type { DeliveryFile } from '@umschlag/contract';
import type { ErrorDetails } from '@umschlag/std/errors';
import type { ProblemCode } from '../api/problem.ts';

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

/** A file as it was dropped or chosen. */
export interface PickedFile {
  readonly path: readonly string[];
  readonly file: File;
  /** Where the browser gives one: with it, an upload goes on by itself after a reload. */
  readonly handle: FileSystemFileHandle | undefined;
}

export type ToWorker =
  | { readonly type: 'open'; readonly deliveryId: string; readonly files: readonly DeliveryFile[] }
  | {
      readonly type: 'add';
      readonly deliveryId: string;
      readonly picked: readonly PickedFile[];
      /** Levels 3 and 4: sealed under keys that are made here, without a word about name and type. */
      readonly isSecret: boolean;
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
