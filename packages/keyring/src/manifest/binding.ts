import { layoutOf } from '@umschlag/sealed';
import { KeyringError } from '../errors.ts';
import { normalAddress } from '../keys/profile.ts';
import type { Manifest, ManifestRecipient, SecretLevel } from './manifest.ts';
import { CLOCK_SKEW_MS } from './message-profile.ts';
import type { Signer } from './signer.ts';

/** What the server says about the delivery. All of it has to be what the sender signed. */
export interface ExpectedDelivery {
  readonly deliveryId: string;
  readonly level: SecretLevel;
  readonly senderAddress: string;
  /** The address that the reader is addressed by; the sender's own, if it is the sender who opens. */
  readonly myAddress: string;
  /** Each sealed object that the server presents: its file's id and its size as it is stored. */
  readonly objects: readonly { readonly fileId: string; readonly sizeBytes: number }[];
}

/** How the reader may read: as the sender, or as listed. */
export type Capacity = 'sender' | 'recipient';

/**
 * Throws unless the signed manifest is about this delivery, from this sender, for this reader, with these files:
 * `wrong_sender`, `wrong_signer`, `wrong_delivery`, `wrong_level`, `wrong_time`, `not_addressed`, `wrong_files`.
 * @param fingerprint of the reader's key; undefined if it was opened with an access code
 */
export function requireBinding(
  manifest: Manifest,
  signer: Signer,
  expected: ExpectedDelivery,
  fingerprint: string | undefined,
  now: Date,
): Capacity {
  requireSender(manifest, signer, expected.senderAddress);
  if (manifest.deliveryId !== expected.deliveryId) throw refusal('wrong_delivery', 'It is of another delivery.');
  if (manifest.level !== expected.level) throw refusal('wrong_level', 'It was sent at another level.');
  requireTime(manifest, signer, now);
  const capacity = capacityOf(manifest, normalAddress(expected.myAddress), fingerprint);
  requireFiles(manifest, expected.objects);
  return capacity;
}

function requireSender({ sender }: Manifest, signer: Signer, address: string): void {
  if (sender.address !== normalAddress(address)) throw refusal('wrong_sender', 'It is in the name of another address.');
  if (sender.fingerprint !== signer.fingerprint) {
    throw new KeyringError('wrong_signer', 'It names another key than the one that signed it.', {
      details: { expectedFingerprint: sender.fingerprint, actualFingerprint: signer.fingerprint },
    });
  }
}

/** The text's own time and the signature's are made together; both are the sender's word, not proof. */
function requireTime({ createdAt }: Manifest, { signedAt }: Signer, now: Date): void {
  const created = Date.parse(createdAt);
  if (created > now.getTime() + CLOCK_SKEW_MS) throw refusal('wrong_time', 'It is dated in the future.');
  if (Math.abs(created - signedAt.getTime()) > CLOCK_SKEW_MS) {
    throw refusal('wrong_time', 'It was not signed when it says that it was made.');
  }
}

function capacityOf({ sender, recipients }: Manifest, address: string, fingerprint: string | undefined): Capacity {
  if (sender.address === address && sender.fingerprint === fingerprint) return 'sender';
  const listed = recipients.find((one) => one.address === address);
  if (listed && mayOpen(listed, fingerprint)) return 'recipient';
  throw refusal('not_addressed', 'The sender did not address this to this address with this key.');
}

/**
 * Whoever is listed with a fingerprint opens with that key alone. Whoever is listed with an access code opens with the
 * code, or with any key: after the first opening the recipient's own browser re-encrypts to the key that was made
 * since, which the sender could not know. This is safe, for it takes the code, or somebody who may read, to make such
 * a copy, so that nobody learns anything new; and the reader still sees what the sender signed for this very address.
 * `release_pending` waits for a manifest that the sender signs anew.
 */
function mayOpen(listed: ManifestRecipient, fingerprint: string | undefined): boolean {
  return 'fingerprint' in listed ? listed.fingerprint === fingerprint : listed.access === 'access_code';
}

/** Files as they are presented, no one less and no one more: size by size, since a sealed size follows from the plain. */
function requireFiles({ files }: Manifest, objects: ExpectedDelivery['objects']): void {
  const signed = new Set(files.map(({ id, sizeBytes }) => `${id} ${layoutOf(sizeBytes).sealedSizeBytes}`));
  const presented = new Set(objects.map(({ fileId, sizeBytes }) => `${fileId} ${sizeBytes}`));
  const onlyOne = [...signed, ...presented].filter((one) => !signed.has(one) || !presented.has(one));
  const differing = onlyOne.map((one) => one.split(' ')[0]!);
  if (differing.length === 0 && presented.size === objects.length) return;
  throw new KeyringError('wrong_files', 'The files are not those that the sender signed.', {
    details: { fileIds: [...new Set(differing)] },
  });
}

function refusal(code: KeyringError['code'], message: string): KeyringError {
  return new KeyringError(code, message);
}
