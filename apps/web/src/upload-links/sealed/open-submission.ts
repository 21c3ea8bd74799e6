import {
  commitmentOf,
  KeyringError,
  openManifest,
  readPublicKey,
  type SecretKey,
  teamAddress,
} from '@umschlag/keyring';
import { layoutOf } from '@umschlag/sealed/web';
import { fromBase64 } from '../../transfer/base64.ts';
import type { OpenedSubmission, ReceivedSeal } from './received-seal.ts';

/**
 * Opens the manifest of a submission, if it is of this submission and for this owner, with these files. Who signed it
 * proves nothing about whose address it is: the platform has confirmed that. Runs in the keyring's worker.
 * @throws KeyringError
 */
export async function openSubmission(secretKey: SecretKey, received: ReceivedSeal): Promise<OpenedSubmission> {
  const { sealed, submissionId, level, submitterAddress, teamId, signer, files } = received;
  const myAddress = teamId === null ? (received.myAddress ?? '') : teamAddress(teamId);
  const senderKey = await readPublicKey({
    key: fromBase64(signer.publicKey),
    address: submitterAddress,
    purpose: 'history',
  });
  if (senderKey.fingerprint !== signer.fingerprint) {
    throw new KeyringError('wrong_signer', 'The server gives out another key than it says.');
  }
  const objects = files.map(({ id, sizeBytes }) => ({ fileId: id, sizeBytes: layoutOf(sizeBytes).sealedSizeBytes }));
  const expected = { deliveryId: submissionId, level, senderAddress: submitterAddress, myAddress, objects, senderKey };
  const { manifest } = await openManifest(sealed, { with: { secretKey }, expected });
  const committed = new Map(files.map(({ id, commitment }) => [id, commitment]));
  const found = await Promise.all(manifest.files.map(async (file) => ({ id: file.id, ...(await commitmentOf(file)) })));
  return {
    files: manifest.files,
    message: manifest.message,
    notAsReceipted: found.filter(({ id, commitment }) => committed.get(id) !== commitment).map(({ id }) => id),
  };
}
