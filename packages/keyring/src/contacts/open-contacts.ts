import { decrypt } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { SecretKey } from '../keys/key.ts';
import { CLOCK_SKEW_MS, READING } from '../manifest/message-profile.ts';
import { readPackets } from '../manifest/packets.ts';
import { requireSigner } from '../manifest/signer.ts';
import { type ContactList, parseContactList } from './contact-list.ts';

interface OpenContactsInput {
  /** The owner's, unlocked. */
  readonly key: SecretKey;
  /** The highest that this device has seen: the server may not go back behind it. */
  readonly leastRevision?: number;
  readonly now?: Date;
}

/**
 * Opens what `sealContacts` made. Throws `KeyringError`: `damaged` and `malformed` as manifests do, `wrong_secret`,
 * `not_signed`, `wrong_signer`, `bad_signature`, `wrong_sender` for the list of another address, and `outdated` for an
 * older one than was seen before.
 */
export async function openContacts(octets: Uint8Array, input: OpenContactsInput): Promise<ContactList> {
  const { key, leastRevision = 0, now = new Date() } = input;
  const { message, packets } = await readPackets(octets);
  if (packets.forKeys.length !== 1 || packets.forCodes.length > 0) {
    throw new KeyringError('malformed', 'A contact list is encrypted to its owner and to nobody else.');
  }
  const opened = await decrypt({
    message,
    decryptionKeys: key.openpgp,
    verificationKeys: key.public.openpgp,
    date: new Date(now.getTime() + CLOCK_SKEW_MS),
    format: 'binary',
    config: READING,
  }).catch((cause) => {
    throw new KeyringError('wrong_secret', 'This key does not open the contact list, or it was altered.', { cause });
  });
  await requireSigner(opened.signatures, { senderKey: key.public });
  const list = parseContactList(new Uint8Array(opened.data));
  if (list.owner !== key.public.address) throw new KeyringError('wrong_sender', 'This is the list of another address.');
  if (list.revision < leastRevision) throw new KeyringError('outdated', 'An older contact list than was seen before.');
  return list;
}
