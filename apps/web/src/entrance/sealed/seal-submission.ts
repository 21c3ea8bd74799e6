import {
  commitmentOf,
  generateKey,
  type Manifest,
  type PublicKey,
  sealCopies,
  teamAddress,
  verifySuccession,
} from '@umschlag/keyring';
import { textFromBase64 } from '../../keys/octets.ts';
import { manifestFiles } from '../../sealing/worker/seal-delivery.ts';
import { fromBase64, toBase64 } from '../../transfer/base64.ts';
import type { SealedFor, SealedSubmission, SealSubmissionWish } from './sealing-calls.ts';

/**
 * The owner's key of today, if it is the one in the link or its proven successor. Runs in the keyring's worker.
 * @throws KeyringError also when the owner has none at the moment
 */
export async function ownersKey({ trusted, ownerKeys }: SealedFor): Promise<PublicKey> {
  const { address, teamId, key, formerKeys } = ownerKeys;
  return verifySuccession(trusted, {
    address: teamId === null ? (address ?? '') : teamAddress(teamId),
    publicKey: fromBase64(key?.publicKey ?? ''),
    formerKeys: formerKeys.map((one) => ({
      publicKey: fromBase64(one.publicKey),
      statement: textFromBase64(one.statement),
    })),
  });
}

/**
 * Seals a submission's manifest to its owner, signed with a key that is made for it and forgotten at once: whoever
 * submits has none of their own, and nothing that could open the submission stays on their device.
 * @throws KeyringError
 */
export async function sealSubmission(wish: SealSubmissionWish): Promise<SealedSubmission> {
  const owner = await ownersKey(wish.owner);
  const { secret, fingerprint, keyVersion: version, publicKeyOctets } = await generateKey({ address: wish.address });
  const { address } = secret.public;
  const files = await manifestFiles(wish.files);
  const manifest: Manifest = {
    type: 'umschlag-manifest',
    version: 1,
    deliveryId: wish.submissionId,
    level: wish.level,
    createdAt: new Date().toISOString(),
    sender: { address, fingerprint },
    recipients: [{ address: owner.address, fingerprint: owner.fingerprint }],
    files,
    ...(wish.level === 4 ? { subject: '', message: wish.message ?? '' } : {}),
  };
  const { forRecipients } = await sealCopies({ manifest, senderKey: secret, recipientKeys: [owner] });
  const committed = await Promise.all(files.map(async (file) => ({ file, ...(await commitmentOf(file)) })));
  return {
    forOwner: forRecipients.get(owner.address)!,
    readerFingerprint: owner.fingerprint,
    key: { fingerprint, version, publicKey: toBase64(publicKeyOctets) },
    commitments: committed.map(({ file, commitment }) => ({ fileId: file.id, commitment })),
    proven: committed.map(({ file: { id, path, sizeBytes, digest }, commitment, nonce }) => ({
      id,
      path,
      sizeBytes,
      chunksPerPart: digest.chunksPerPart,
      partSha256: digest.partSha256,
      nonce,
      commitment,
    })),
  };
}
