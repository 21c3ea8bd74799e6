import type { PublishedKey } from '@umschlag/contract';
import { type AccessCode, newAccessCode, type PublicKey, readPublicKey } from '@umschlag/keyring';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { Contacts, inWords, judgeKey } from '../keys/contacts.ts';
import type { OwnKey } from '../keys/own-key.ts';
import { printable, type Terminal } from '../terminal/index.ts';
import type { SecretWishes } from './wishes.ts';

/** With what each recipient opens. Addresses are in lower case. */
export interface Readers {
  readonly keys: readonly PublicKey[];
  readonly codes: readonly AccessCode[];
  readonly pending: readonly string[];
}

const MOST_AT_ONCE = 200;

/**
 * Looks up the recipients' keys and holds them against what this computer remembers. The new ones are shown and
 * remembered; one that has changed is refused, and so are recipients without a key until it is said what they get.
 * @throws CommandError, KeyringError, UsageError
 */
export async function readersOf(
  terminal: Terminal,
  client: Client,
  own: OwnKey,
  recipients: readonly string[],
  { accepted, withoutKey }: SecretWishes,
): Promise<Readers> {
  const addresses = [...new Set(recipients.map((address) => address.toLowerCase()))];
  const found = await lookUp(client, addresses);
  const contacts = await Contacts.open(terminal, client.server, own.address);
  const keys: PublicKey[] = [];
  const keyless: string[] = [];
  for (const address of addresses) {
    const offered = found.get(address);
    // To oneself there is nothing to be believed.
    const isOwn = address === own.address;
    if (offered) keys.push(await acceptKey(terminal, isOwn ? undefined : contacts, address, offered, accepted, own));
    else if (contacts.get(address) && !accepted.has(address)) throw keyGone(address);
    else keyless.push(address);
  }
  if (keyless.length > 0 && !withoutKey) throw chooseFor(keyless);
  const isByCode = withoutKey === 'access-code';
  return {
    keys,
    codes: isByCode ? keyless.map((address) => ({ address, code: newAccessCode() })) : [],
    pending: isByCode ? [] : keyless,
  };
}

async function lookUp(client: Client, addresses: readonly string[]): Promise<Map<string, PublishedKey | null>> {
  const found = new Map<string, PublishedKey | null>();
  for (let at = 0; at < addresses.length; at += MOST_AT_ONCE) {
    const body = { emails: addresses.slice(at, at + MOST_AT_ONCE) };
    const { keys } = await client.call('POST /api/v1/keys/lookup', { body, repeatable: true });
    for (const { email, key } of keys) found.set(email.toLowerCase(), key);
  }
  return found;
}

/**
 * A key as it is offered, if it is rightly that address' and the remembered one.
 * @throws KeyringError, CommandError
 */
export async function acceptKey(
  terminal: Terminal,
  contacts: Contacts | undefined,
  address: string,
  offered: PublishedKey,
  accepted: ReadonlySet<string>,
  own: Pick<OwnKey, 'fingerprint'>,
): Promise<PublicKey> {
  const key = await readPublicKey({ key: Buffer.from(offered.publicKey, 'base64'), address });
  if (key.fingerprint !== offered.fingerprint || (!contacts && key.fingerprint !== own.fingerprint)) {
    throw new CommandError(
      EXIT.untrusted,
      `key_mismatch: The server gives out another key for ${printable(address)} than it says, or than yours.`,
    );
  }
  if (!contacts) return key;
  if ((await judgeKey(contacts, address, key.fingerprint, accepted)) !== 'known') {
    terminal.note(`From now on remembered as the key of ${printable(address)}:\n    ${await inWords(key.fingerprint)}`);
  }
  await contacts.remember(address, offered);
  return key;
}

/** A server that hides a key would make the sender fall back to a code or a release. */
function keyGone(address: string): CommandError {
  const name = printable(address);
  return new CommandError(
    EXIT.untrusted,
    `key_gone: ${name} had a key, and the server gives none now. Ask ${name} whether that is so; if it is, call again with --accept-new-key ${name}`,
  );
}

function chooseFor(keyless: readonly string[]): UsageError {
  const names = keyless.map(printable).join(', ');
  return new UsageError(
    `${names} ${keyless.length === 1 ? 'has' : 'have'} no key yet. Choose --access-code (you tell them a code) or --release (they make a key, then you call "umschlag release"). Nothing was sent.`,
  );
}
