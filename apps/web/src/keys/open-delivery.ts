import { fingerprintWords, KeyringError, type Opener, openManifest, type PublicKey } from '@umschlag/keyring';
import type { OpenedDelivery, SealedDelivery } from './sealed-delivery.ts';
import { type Candidate, candidatesOf } from './sender-key.ts';

/**
 * Opens a manifest and gives it out only if all that it binds is as the server says and as is remembered. Tries the keys
 * that the sender may have signed with; one that names none of them is refused with the first reason, which is about
 * the remembered key, or the one of today.
 * @throws KeyringError
 */
export async function openSealedDelivery(
  { sealed, senderKeys, expected, remembered }: SealedDelivery,
  opener: Opener,
): Promise<{ opened: OpenedDelivery; senderKey: PublicKey }> {
  const candidates = await candidatesOf(senderKeys, expected.senderAddress, remembered);
  const open = (senderKey: PublicKey | undefined) =>
    openManifest(sealed, { with: opener, expected: { ...expected, senderKey, rememberedFingerprint: remembered } });
  let first: unknown;
  for (const { key, published } of candidates) {
    try {
      const { manifest } = await open(key);
      return { opened: { manifest, signer: await signerOf({ key, published }) }, senderKey: key };
    } catch (error) {
      if (!(error instanceof KeyringError) || error.code !== 'wrong_signer') throw error;
      // Rightly signed, with another key than the remembered one: that is what has to be told.
      if (error.details.actualFingerprint === key.fingerprint) throw error;
      first ??= error;
    }
  }
  // With no key to check it with this refuses as well, and says why.
  if (candidates.length === 0) await open(undefined);
  throw first;
}

async function signerOf({ key: { fingerprint }, published }: Candidate): Promise<OpenedDelivery['signer']> {
  const { addressSalt, logSeq } = published;
  return { fingerprint, words: await fingerprintWords(fingerprint), addressSalt, logSeq };
}
