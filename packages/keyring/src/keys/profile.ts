import { enums, type PartialConfig } from 'openpgp';

/**
 * How this platform uses OpenPGP, stated with every call: openpgp.js' global configuration is left alone, so that no
 * other code can change it under us.
 */
export const PROFILE: PartialConfig = {
  // Version 4 keys that announce SEIPDv2: GnuPG can use them, and openpgp.js warns that its version 6 may still change.
  v6Keys: false,
  aeadProtect: true,
  preferredAEADAlgorithm: enums.aead.gcm,
  preferredSymmetricAlgorithm: enums.symmetric.aes256,
  preferredHashAlgorithm: enums.hash.sha512,
  minRSABits: 2048,
  ignoreMalformedPackets: false,
};

/** Bit of the Features subpacket that announces SEIPDv2 (RFC 9580 §5.2.3.32). */
const FEATURE_SEIPDV2 = 0x08;

/** Whether a self-signature with these features announces SEIPDv2. */
export const announcesSeipdv2 = (features: Uint8Array | null): boolean =>
  ((features?.[0] ?? 0) & FEATURE_SEIPDV2) !== 0;

/** Addresses are compared as the platform stores them: without surrounding space and in lower case. */
export const normalAddress = (address: string): string => address.trim().toLowerCase();
