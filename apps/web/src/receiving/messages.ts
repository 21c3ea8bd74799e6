import type { RefusalReason } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import type { ErrorDetails } from '@umschlag/std/errors';
import type { ProblemCode } from '../api/problem.ts';

/** How octets reach the disk: a file that the person picked, a download of the browser, or our own file system first. */
export type Way = 'picked' | 'streamed' | 'stored';

/** Where opened octets go, as the worker gets it. */
export type TargetGiven =
  | { readonly way: 'picked'; readonly handle: FileSystemFileHandle }
  /** To the service worker, which answers the download with them. */
  | { readonly way: 'streamed'; readonly port: MessagePort }
  | { readonly way: 'stored' };

/** In which form a single file is written, if not as itself. */
export type Form =
  /** Unopened, for programs that know RFC 9580. */
  | { readonly name: 'openpgp'; readonly sessionKeyPackets: Uint8Array<ArrayBuffer> }
  /** Opened and encrypted again in the older form, to an armored key of that address. */
  | { readonly name: 'gnupg'; readonly publicKey: string; readonly address: string };

/** What is to be fetched. */
export interface Job {
  readonly token: string;
  /** Whether the number of downloads is limited, so that each has to be claimed. */
  readonly isLimited: boolean;
  readonly files: readonly ManifestFile[];
  /** All as one archive with members of this date; without it there is one file. */
  readonly archive?: { readonly modifiedAt: string } | undefined;
  readonly form?: Form | undefined;
}

/** Why a download ended before it was whole. */
export type ReceivingProblem =
  | { readonly kind: 'api'; readonly code: ProblemCode; readonly details: ErrorDetails }
  /** It is not what the sender signed. */
  | { readonly kind: 'refused'; readonly reason: RefusalReason }
  /** It could not be written: too little room, not allowed, a key that the form does not know, or the browser has ended it. */
  | { readonly kind: 'saving'; readonly code: 'disk_full' | 'save_failed' | 'key_too_new' };

export type ToReceiver =
  | { readonly name: 'save'; readonly id: string; readonly job: Job; readonly target: TargetGiven }
  /** The beginning of a file, to be shown: so many octets of the plaintext at most. */
  | { readonly name: 'preview'; readonly id: string; readonly job: Job; readonly maxOctets: number }
  | { readonly name: 'cancel'; readonly id: string }
  /** A stored file was handed over, and may go. */
  | { readonly name: 'release'; readonly id: string };

export type FromReceiver =
  /** Octets that have arrived, sealed. `trouble` while it waits for a network that is away. */
  | {
      readonly name: 'progress';
      readonly id: string;
      readonly octets: number;
      readonly trouble: ProblemCode | undefined;
    }
  /** Whole, checked and written. `file` if it is still to be handed over. */
  | { readonly name: 'done'; readonly id: string; readonly file?: File | undefined }
  /** What was to be shown: checked, and from the file's beginning. */
  | { readonly name: 'previewed'; readonly id: string; readonly octets: Uint8Array<ArrayBuffer> }
  /** Nothing that looks whole is left. Without a problem: the person has cancelled it. */
  | { readonly name: 'ended'; readonly id: string; readonly problem: ReceivingProblem | undefined }
  /** The service worker is to be told that somebody still feeds it. */
  | { readonly name: 'ping'; readonly id: string };
