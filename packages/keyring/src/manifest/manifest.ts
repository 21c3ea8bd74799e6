/** Level 3: files and their names are secret. Level 4: subject and message as well. */
export type SecretLevel = 3 | 4;

/** Whoever is addressed by a key of theirs. */
export interface KeyedRecipient {
  readonly address: string;
  readonly fingerprint: string;
}

/**
 * Whoever had no key yet: `access_code` opens with a code that the sender tells them, `release_pending` not before
 * the sender has released it to the key that they make.
 */
export interface KeylessRecipient {
  readonly address: string;
  readonly access: 'access_code' | 'release_pending';
}

export type ManifestRecipient = KeyedRecipient | KeylessRecipient;

/** Digests of a file's plaintext. Parts are cut as the sealed object is uploaded (docs/FORMATS.md, "Parts"). */
export interface FileDigest {
  readonly chunksPerPart: number;
  /** SHA-256 of each part's plaintext, in order; base64url. */
  readonly partSha256: readonly string[];
  /** SHA-256 over those digests as 32 octets each, one after the other; base64url. */
  readonly listSha256: string;
  /** SHA-256 of the whole file, where a receipt shows it; base64url. */
  readonly sha256?: string;
}

export interface ManifestFile {
  readonly id: string;
  /** Folders from the outermost to the file's own name. */
  readonly path: readonly string[];
  readonly mediaType: string;
  /** Of the plaintext. */
  readonly sizeBytes: number;
  /** 32 octets, base64url. */
  readonly sessionKey: string;
  readonly digest: FileDigest;
}

/** What a delivery of level 3 or 4 holds, for whom, and from whom: docs/FORMATS.md, "Manifest". */
export interface Manifest {
  readonly type: 'umschlag-manifest';
  readonly version: 1;
  readonly deliveryId: string;
  readonly level: SecretLevel;
  /** When this manifest was made: RFC 3339, UTC, milliseconds. */
  readonly createdAt: string;
  readonly sender: KeyedRecipient;
  readonly recipients: readonly ManifestRecipient[];
  readonly files: readonly ManifestFile[];
  /** Level 4 only, and always there. */
  readonly subject?: string;
  readonly message?: string;
}

/** The limits of one manifest, those of the platform with room where the platform may grow. */
export const MANIFEST_LIMITS = {
  /** The server takes 4 MiB of a sealed manifest; this leaves room for the session keys of a hundred readers. */
  maxOctets: 4 * 1024 ** 2 - 131_072,
  maxRecipients: 100,
  maxFiles: 2000,
  maxFileBytes: 2 ** 40,
  maxPathSegments: 16,
  maxSegmentOctets: 255,
  maxMediaTypeCharacters: 255,
  maxSubjectCharacters: 200,
  maxMessageCharacters: 20_000,
} as const;
