import { newSessionKey } from '@umschlag/sealed';
import { createMessage, encrypt } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { SecretKey } from '../keys/key.ts';
import { sessionKeyOf, WRITING } from '../manifest/message-profile.ts';
import { type ContactList, encodeContactList } from './contact-list.ts';

interface SealContactsInput {
  readonly list: ContactList;
  /** The owner's, unlocked: signs the list, and alone opens it. */
  readonly key: SecretKey;
  readonly now?: Date;
}

/**
 * A contact list as the server keeps it: a binary OpenPGP message, signed by its owner and encrypted to them, so that
 * the server can neither read nor change it. Throws `KeyringError` `malformed`, and `wrong_sender` if it is the list of
 * another address than the key's.
 */
export async function sealContacts({
  list,
  key,
  now = new Date(),
}: SealContactsInput): Promise<Uint8Array<ArrayBuffer>> {
  const binary = encodeContactList(list);
  if (list.owner !== key.public.address) throw new KeyringError('wrong_sender', 'This is the list of another address.');
  const sealed = await encrypt({
    message: await createMessage({ binary, date: now }),
    signingKeys: key.openpgp,
    encryptionKeys: key.public.openpgp,
    sessionKey: sessionKeyOf(newSessionKey()),
    format: 'binary',
    date: now,
    config: WRITING,
  });
  return new Uint8Array(sealed);
}
