import type { ToldCode } from '../transfer/draft-secrets.ts';
import type { SealedFile } from '../transfer/sealed-files.ts';

/** A key as the server gives it out for an address in lower case. */
export interface OfferedKey {
  readonly address: string;
  /** Base64. */
  readonly publicKey: string;
  readonly fingerprint: string;
}

/** With what a recipient opens. */
export type Reader =
  | OfferedKey
  | { readonly address: string; readonly access: 'access_code' }
  | { readonly address: string; readonly access: 'release_pending' };

/** What is sealed into the manifest of a delivery. */
export interface SealWish {
  /** Of the sender's key. */
  readonly fingerprint: string;
  readonly deliveryId: string;
  readonly level: 3 | 4;
  readonly readers: readonly Reader[];
  /** One for each reader by access code. */
  readonly codes: readonly ToldCode[];
  readonly files: readonly SealedFile[];
  /** At level 4. */
  readonly texts: { readonly subject: string; readonly message: string } | undefined;
}

export interface SealedCopies {
  readonly forSender: Uint8Array<ArrayBuffer>;
  /** By address. */
  readonly forRecipients: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

/** What the server says of a delivery whose manifest is opened. */
export interface ExpectedOwn {
  readonly deliveryId: string;
  readonly level: 3 | 4;
  readonly objects: readonly { readonly fileId: string; readonly sizeBytes: number }[];
}

/** What a sender reads in the own copy: no key of any file. */
export interface OwnContent {
  readonly files: readonly { readonly id: string; readonly path: readonly string[] }[];
  readonly subject: string | undefined;
  readonly message: string | undefined;
}

export interface ReleaseWish {
  readonly fingerprint: string;
  /** The sender's own copy. */
  readonly octets: Uint8Array<ArrayBuffer>;
  readonly expected: ExpectedOwn;
  readonly recipient: OfferedKey;
}

export interface Released {
  readonly forSender: Uint8Array<ArrayBuffer>;
  readonly forRecipient: Uint8Array<ArrayBuffer>;
}
