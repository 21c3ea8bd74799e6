import type { PublicKey as OpenPgpPublicKey, PrivateKey } from 'openpgp';

/** A person's public key after the strict checks of `readPublicKey`: whoever holds one may encrypt to it. */
export interface PublicKey {
  /** The address it was asked for, in lower case. */
  readonly address: string;
  /** Upper-case hex: 40 digits for version 4, 64 for version 6. */
  readonly fingerprint: string;
  readonly keyVersion: 4 | 6;
  readonly createdAt: Date;
  /** Whether the owner's other programs can open SEIPDv2. This platform's own client opens it with any such key. */
  readonly announcesSeipdv2: boolean;
  readonly openpgp: OpenPgpPublicKey;
}

/** A person's secret key, unlocked in memory. It leaves the browser only inside an unlock or a locked export. */
export interface SecretKey {
  readonly public: PublicKey;
  readonly openpgp: PrivateKey;
}
