import {
  KeyringError,
  type OpenedManifest,
  type OpenManifestInput,
  openManifest,
  releaseToRecipient,
  type SecretKey,
} from '@umschlag/keyring';
import type { ExpectedOwn, OwnContent, Released, ReleaseWish } from '../sealing-calls.ts';
import { checkKey } from './check-key.ts';

/** As the sender alone can expect it: signed by and for the same key. */
function expectedOf({ public: own }: SecretKey, { deliveryId, level, objects }: ExpectedOwn) {
  return {
    deliveryId,
    level,
    objects,
    senderAddress: own.address,
    myAddress: own.address,
    senderKey: own,
    rememberedFingerprint: own.fingerprint,
  } satisfies OpenManifestInput['expected'];
}

/** Opens the sender's own copy with whichever of the sender's keys it was sealed for. Throws `KeyringError`. */
export async function openOwnManifest(
  keys: readonly SecretKey[],
  octets: Uint8Array,
  expected: ExpectedOwn,
): Promise<OwnContent> {
  const { manifest } = await openWithAny(keys, octets, expected);
  const { files, subject, message } = manifest;
  return { files: files.map(({ id, path }) => ({ id, path })), subject, message };
}

async function openWithAny(
  keys: readonly SecretKey[],
  octets: Uint8Array,
  expected: ExpectedOwn,
): Promise<OpenedManifest> {
  for (const secretKey of keys) {
    try {
      return await openManifest(octets, { with: { secretKey }, expected: expectedOf(secretKey, expected) });
    } catch (error) {
      // It is for another key; any other refusal is about what is in it.
      if (!(error instanceof KeyringError && error.code === 'wrong_secret')) throw error;
    }
  }
  throw new KeyringError('wrong_secret', 'None of the keys that are open opens this manifest.');
}

/** Seals the manifest for a recipient who has made a key since. Throws `KeyringError`. */
export async function releaseOwn(
  senderKey: SecretKey,
  { octets, expected, recipient }: Omit<ReleaseWish, 'fingerprint'>,
): Promise<Released> {
  const recipientKey = await checkKey(recipient);
  const input = { senderKey, recipientKey, expected: expectedOf(senderKey, expected) };
  const { sealed: forSender, forRecipient } = await releaseToRecipient(octets, input);
  return { forSender, forRecipient };
}
