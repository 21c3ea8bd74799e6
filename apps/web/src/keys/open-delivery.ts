import { fingerprintWords, KeyringError, type Opener, openManifest, type PublicKey } from '@umschlag/keyring';
import type { OpenedDelivery, SealedDelivery } from './sealed-delivery.ts';
import { type Candidate, candidatesOf } from './sender-key.ts';

/**
 * Opens a manifest and gives it out only if all that it binds is as the server says and as is remembered. Tries the keys
 * that the sender may have signed with.
 * @throws KeyringError; `wrong_signer` with the remembered fingerprint as the expected one means that it is rightly
 *   signed with another key of the sender's
 */
export async function openSealedDelivery(
  { sealed, senderKeys, expected, remembered }: SealedDelivery,
  opener: Opener,
): Promise<{ opened: OpenedDelivery; senderKey: PublicKey }> {
  const candidates = await candidatesOf(senderKeys, expected.senderAddress, remembered);
  const open = (senderKey: PublicKey | undefined) =>
    openManifest(sealed, {
      with: opener,
      expected: { ...expected, senderKey, rememberedFingerprint: remembered },
    }).catch(notForThisKey);
  let first: KeyringError | undefined;
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
  throw new KeyringError('unknown_signer', 'None of the sender’s keys has signed this.', { details: first!.details });
}

/** The key is unlocked by now, and the right one as the server says: nothing that anybody has typed is wrong. */
function notForThisKey(error: unknown): never {
  if (!(error instanceof KeyringError) || error.code !== 'wrong_secret') throw error;
  throw new KeyringError('damaged', 'What the server gives is not encrypted to this key.', { cause: error });
}

async function signerOf({ key: { fingerprint }, published }: Candidate): Promise<OpenedDelivery['signer']> {
  const { addressSalt, logSeq } = published;
  return { fingerprint, words: await fingerprintWords(fingerprint), addressSalt, logSeq };
}
