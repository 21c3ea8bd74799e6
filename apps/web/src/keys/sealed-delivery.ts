import type { Answer } from '@umschlag/contract';
import type { Manifest } from '@umschlag/keyring';

/** A delivery of level 3 or 4 as the server gives it: all of it has to be what the sender signed. */
export interface SealedDelivery {
  /** The recipient's copy of the manifest. */
  readonly sealed: Uint8Array<ArrayBuffer>;
  readonly senderKeys: Answer<'GET /api/v1/links/:token/sender-key'>;
  readonly expected: {
    readonly deliveryId: string;
    readonly level: 3 | 4;
    readonly senderAddress: string;
    readonly myAddress: string;
    readonly objects: readonly { readonly fileId: string; readonly sizeBytes: number }[];
  };
  /** The fingerprint that is remembered of the sender, if there was anything from them before. */
  readonly remembered: string | undefined;
}

/** What was signed, and by whom. */
export interface OpenedDelivery {
  readonly manifest: Manifest;
  readonly signer: {
    readonly fingerprint: string;
    /** The same for people. */
    readonly words: readonly string[];
    /** The key's place in the key log. */
    readonly addressSalt: string;
    readonly logSeq: number;
  };
}
