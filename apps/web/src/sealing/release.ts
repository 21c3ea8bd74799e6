import type { Account, PendingRelease } from '@umschlag/contract';
import { call, putOctets } from '../api/call.ts';
import { ApiProblem } from '../api/problem.ts';
import { rememberKeys } from '../contacts/contacts.ts';
import { ask } from '../keys/keyring.ts';
import type { UnlockedKey } from '../keys/messages.ts';
import { expectedOf, ownCopy } from './own-content.ts';

interface ReleaseWork {
  readonly account: Account;
  /** Unlocked. */
  readonly key: UnlockedKey;
  /** With the fingerprint that the sender has compared. */
  readonly release: PendingRelease;
  /** Two people have found that it is the same key. */
  readonly isCompared: boolean;
}

/**
 * Encrypts the manifest to the key that a recipient has made since, and to no other than the one that was shown; no
 * file is touched. @throws ApiProblem, KeyProblem
 */
export async function releaseOne({ account, key, release, isCompared }: ReleaseWork): Promise<void> {
  const { deliveryId: id, recipientId, fingerprint } = release;
  const address = release.email.toLowerCase();
  const { keys } = await call('POST /api/v1/keys/lookup', { body: { emails: [address] } });
  const offered = keys[0]?.key;
  if (!offered || offered.fingerprint !== fingerprint) throw new ApiProblem('recipient_key_changed');
  const { delivery } = await call('GET /api/v1/deliveries/:id', { params: { id } });
  const released = await ask('releaseToRecipient', {
    fingerprint: key.fingerprint,
    octets: await ownCopy(id),
    expected: expectedOf(delivery),
    recipient: { address, publicKey: offered.publicKey, fingerprint },
  });
  const { addressSalt, logSeq } = offered;
  const compared = isCompared ? { compared: new Date().toISOString() } : {};
  await rememberKeys(account, key, [{ address, fingerprint, addressSalt, logSeq, ...compared }]);
  await putOctets('PUT /api/v1/deliveries/:id/manifests/:recipientId', {
    params: { id, recipientId },
    query: { reader: 'key', fingerprint },
    octets: released.forRecipient,
  });
  // So that the next release signs a list in which this recipient stands with the key.
  await putOctets('PUT /api/v1/deliveries/:id/manifests/self', {
    params: { id },
    query: { fingerprint: key.fingerprint },
    octets: released.forSender,
  });
}
