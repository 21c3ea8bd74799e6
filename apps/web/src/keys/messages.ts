import type { AccountKey, FormerKey, KeyUnlock } from '@umschlag/contract';
import type { ManifestFile } from '@umschlag/keyring/files';
import type { ContactList, KeyringErrorCode, KeyringErrorDetails, PasskeyReference } from '@umschlag/keyring/light';
import type { SealedFor, SealedSubmission, SealSubmissionWish } from '../entrance/sealed/sealing-calls.ts';
import type {
  ExpectedOwn,
  OfferedKey,
  OwnContent,
  Released,
  ReleaseWish,
  SealedCopies,
  SealWish,
} from '../sealing/sealing-calls.ts';
import type {
  CopyMaterial,
  CopyReader,
  NewTeamKey,
  NextTeamKey,
  OpenedTeamKey,
  StoredTeamKey,
} from '../teams/team-calls.ts';
import type { OpenedSubmission, ReceivedSeal } from '../upload-links/sealed/received-seal.ts';
import type { OpenedDelivery, SealedDelivery } from './sealed-delivery.ts';

/** Whose keys these are. */
export interface KeyOwner {
  readonly accountId: string;
  readonly address: string;
}

/** What a person typed, or a passkey gave, to open a key. */
export type GivenSecret =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recovery-code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly credentialId: string; readonly prfOutput: Uint8Array<ArrayBuffer> };

/** A key of the account as the server keeps it: the present one, or a former one that still has unlocks. */
export type StoredKey = Pick<AccountKey, 'fingerprint' | 'publicKey'> & {
  readonly unlocks: readonly Pick<KeyUnlock, 'kind' | 'material'>[];
};

export type ReplacedKey = Pick<FormerKey, 'fingerprint' | 'publicKey' | 'replacedBy' | 'formerKey'>;

/** What the page knows of the keys that the worker holds unlocked. */
export interface UnlockedKey {
  readonly accountId: string;
  /** Of the key that was asked for. */
  readonly fingerprint: string;
  /** Of all keys that are open now: this one, and the former ones that open with it. */
  readonly opened: readonly string[];
}

/** A new key as the API takes it. Nothing in it opens without the passphrase. */
export interface NewKeyMaterial {
  readonly fingerprint: string;
  readonly version: 4 | 6;
  /** Base64. */
  readonly publicKey: string;
  /** The unlock by passphrase, base64. */
  readonly material: string;
  /** Whether the owner's other programs open what is stored here; only imported keys do not say so. */
  readonly announcesSeipdv2: boolean;
}

export interface RotationMaterial extends NewKeyMaterial {
  readonly oldFingerprint: string;
  /** Base64, as `formerKey`. */
  readonly statement: string;
  readonly formerKey: string;
}

interface Call<Ask, Answer> {
  readonly ask: Ask;
  readonly answer: Answer;
}

/** What the worker does, by name. Secret keys are in no answer, except locked. */
export interface KeyringCalls {
  suggestPassphrase: Call<null, string>;
  fingerprintWords: Call<{ fingerprint: string }, readonly string[]>;
  exportPublicKey: Call<{ owner: KeyOwner; publicKey: string }, string>;
  unlock: Call<
    { owner: KeyOwner; key: StoredKey; replacedKeys: readonly ReplacedKey[]; secret: GivenSecret },
    UnlockedKey
  >;
  /** A new key, or the one in `file`. It is held back until `adopt`, since the server may refuse it. */
  enrol: Call<
    { owner: KeyOwner; passphrase: string; file?: { armored: string; passphrase: string } | undefined },
    NewKeyMaterial
  >;
  rotate: Call<{ fingerprint: string; passphrase: string }, RotationMaterial>;
  /** The server has taken the new key. */
  adopt: Call<{ fingerprint: string }, UnlockedKey>;
  lockWithPassphrase: Call<{ fingerprint: string; passphrase: string }, string>;
  lockWithRecoveryCode: Call<{ fingerprint: string }, { code: string; material: string }>;
  lockWithPasskey: Call<{ fingerprint: string; passkey: PasskeyReference; prfOutput: Uint8Array<ArrayBuffer> }, string>;
  /** What is remembered of others' keys; `leastRevision` is the highest that this browser has seen. */
  openContacts: Call<{ fingerprint: string; octets: Uint8Array<ArrayBuffer>; leastRevision: number }, ContactList>;
  sealContacts: Call<{ fingerprint: string; list: ContactList }, Uint8Array<ArrayBuffer>>;
  /** A first key for a team. It is not held: one's own copy opens it. */
  makeTeamKey: Call<{ fingerprint: string; teamId: string; readers: readonly CopyReader[] }, NewTeamKey>;
  /** Opens one's copy with whichever open key it is for, and holds the team's key and those before it. */
  openTeamKey: Call<StoredTeamKey, OpenedTeamKey>;
  giveTeamKey: Call<
    { fingerprint: string; teamFingerprint: string; readers: readonly CopyReader[] },
    readonly CopyMaterial[]
  >;
  rotateTeamKey: Call<
    { fingerprint: string; teamId: string; teamFingerprint: string; readers: readonly CopyReader[] },
    NextTeamKey
  >;
  /** Whether it is rightly that address', and may be encrypted to. */
  checkKey: Call<OfferedKey, true>;
  /** A received file's session key, for one's own key: what an OpenPGP message of the file begins with. */
  sessionKeyPackets: Call<{ fingerprint: string; file: ManifestFile }, Uint8Array<ArrayBuffer>>;
  /** Armored. Of an open key, and so surely one's own. */
  publicKeyOf: Call<{ fingerprint: string }, string>;
  newAccessCode: Call<null, string>;
  sealDelivery: Call<SealWish, SealedCopies>;
  /** With whichever open key it is for. */
  openOwnManifest: Call<{ octets: Uint8Array<ArrayBuffer>; expected: ExpectedOwn }, OwnContent>;
  releaseToRecipient: Call<ReleaseWish, Released>;
  exportSecretKey: Call<{ fingerprint: string; passphrase: string }, string>;
  /** The revoked public key, armored. */
  revoke: Call<{ fingerprint: string; reason: 'retired' | 'compromised' }, string>;
  /** A certificate to keep, armored; for `revokeByFile`. */
  certifyRevocation: Call<{ fingerprint: string }, string>;
  /** The revoked public key by such a file, which needs no secret key. */
  revokeByFile: Call<{ owner: KeyOwner; publicKey: string; file: string }, string>;
  /** Opens a manifest that was received, by one of the unlocked keys or by an access code, and checks what it binds. */
  openDelivery: Call<
    SealedDelivery & { opener: { readonly fingerprint: string } | { readonly accessCode: string } },
    OpenedDelivery
  >;
  /** That what the server gives out for the owner of an upload link is the key in the link, or its successor: words. */
  followOwnersKey: Call<SealedFor, readonly string[]>;
  /** With a key that is made for it; needs none that is unlocked. */
  sealSubmission: Call<SealSubmissionWish, SealedSubmission>;
  /** The owner opens what came through an upload link, with whichever open key it is for. */
  openSubmission: Call<ReceivedSeal, OpenedSubmission>;
  /** The same manifest for one's own key, which is unlocked, in place of the access code. */
  copyToOwnKey: Call<SealedDelivery & { accessCode: string; fingerprint: string }, Uint8Array<ArrayBuffer>>;
}

export type KeyringCall = keyof KeyringCalls;

/** A refusal that the page shows: the keyring's own, `locked` (again), or `worker_failed`. */
export type KeyProblemCode = KeyringErrorCode | 'locked' | 'worker_failed' | 'contacts_closed' | 'team_key_closed';

export type ToKeyring =
  | {
      [Name in KeyringCall]: { readonly id: number; readonly name: Name; readonly ask: KeyringCalls[Name]['ask'] };
    }[KeyringCall]
  /** The person is still there. */
  | { readonly name: 'touch' }
  | { readonly name: 'lock' };

export type FromKeyring =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly problem: { readonly code: KeyProblemCode; readonly details: KeyringErrorDetails } }
  /** The worker has ended, and with it every secret that it held. */
  | { readonly locked: true };
