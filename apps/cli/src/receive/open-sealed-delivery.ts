import type { Account, ReceivedDelivery } from '@umschlag/contract';
import {
  copyToOwnKey,
  KeyringError,
  type Manifest,
  type OpenedManifest,
  type Opener,
  openManifest,
  type PublicKey,
} from '@umschlag/keyring';
import { isFromFile, secretOf } from '../account/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { Client } from '../http/index.ts';
import { Contacts, changedKey, inWords } from '../keys/contacts.ts';
import { keyForReading } from '../keys/key-for-reading.ts';
import { loadOwnKey, publicOf } from '../keys/own-key.ts';
import { printable, type Terminal } from '../terminal/index.ts';
import { type Candidate, candidatesOf } from './sender-key.ts';

const MAX_MANIFEST_OCTETS = 4 * 1024 ** 2;
const CODE_SETTING = 'UMSCHLAG_ACCESS_CODE_FILE';
const TRIES = 3;

export interface SealedPorts {
  readonly terminal: Terminal;
  /** In the session of the recipient. */
  readonly client: Client;
  readonly account: Account;
  /** The link's secret. */
  readonly token: string;
  readonly delivery: ReceivedDelivery;
  readonly accepted: ReadonlySet<string>;
  readonly withRecoveryCode: boolean;
}

export interface OpenedDelivery {
  readonly manifest: Manifest;
  /** The message that holds the manifest, as it came. */
  readonly sealed: Uint8Array;
  /** What it is signed with. */
  readonly senderKey: PublicKey;
}

/**
 * Opens the manifest with the recipient's key or with an access code, and gives it out only if all of it is what the
 * server says and what this computer remembers. No file has been asked for by then.
 * @throws KeyringError, CommandError, UsageError
 */
export async function openSealedDelivery(ports: SealedPorts): Promise<OpenedDelivery> {
  const { terminal, client, token, delivery, account } = ports;
  if (delivery.reader === 'pending') throw pending();
  const contacts = await Contacts.open(terminal, client.server, account.email);
  const sender = delivery.sender.email;
  const remembered = contacts.get(sender)?.fingerprint;
  const keys = await client.call('GET /api/v1/links/:token/sender-key', { params: { token } });
  const candidates = await candidatesOf(keys, sender, remembered);
  const sealed = await client.getOctets('GET /api/v1/links/:token/manifest', {
    params: { token },
    maxOctets: MAX_MANIFEST_OCTETS,
  });
  const isAccepted = ports.accepted.has(sender.toLowerCase());
  const { opened, signer, opener } = await openAs(ports, (one) =>
    openBy(ports, sealed, one, candidates, isAccepted ? undefined : remembered),
  );
  if (remembered !== signer.key.fingerprint) {
    terminal.note(`Signed by ${printable(sender)} with the key that is remembered from now on:`);
    terminal.note(`    ${await inWords(signer.key.fingerprint)}`);
  }
  await contacts.remember(sender, signer.published);
  if ('accessCode' in opener) await keepForOwnKey(ports, sealed, opener.accessCode, signer);
  return { manifest: opened.manifest, sealed, senderKey: signer.key };
}

function pending(): CommandError {
  return new CommandError(
    EXIT.refused,
    'manifest_pending: The sender has not released this to you yet. Make a key with "umschlag keys create", if you have none; the sender is told.',
  );
}

interface Opening {
  readonly opened: OpenedManifest;
  readonly signer: Candidate;
}

/** Asks for what opens it; a mistyped access code may be typed again. */
async function openAs(
  ports: SealedPorts,
  open: (opener: Opener) => Promise<Opening>,
): Promise<Opening & { opener: Opener }> {
  const { terminal, delivery } = ports;
  if (delivery.reader === 'key') {
    const opener = {
      secretKey: await keyForReading(terminal, ports, {
        fingerprint: delivery.readerFingerprint,
        withRecoveryCode: ports.withRecoveryCode,
      }),
    };
    return { ...(await open(opener).catch(notForThisKey)), opener };
  }
  for (let attempt = 1; ; attempt += 1) {
    const question = 'Access code that the sender told you: ';
    const opener = { accessCode: await secretOf(terminal, { question, setting: CODE_SETTING, isShown: true }) };
    try {
      return { ...(await open(opener)), opener };
    } catch (error) {
      const isTypo = error instanceof KeyringError && /^(wrong_code|access_code_invalid)$/.test(error.code);
      if (!isTypo || attempt === TRIES || isFromFile(terminal, CODE_SETTING)) throw error;
      terminal.note('That is not the right one.');
    }
  }
}

/** The key is unlocked by now, and the right one as the server says: nothing that anybody has typed is wrong. */
function notForThisKey(error: unknown): never {
  if (!(error instanceof KeyringError) || error.code !== 'wrong_secret') throw error;
  throw new KeyringError('damaged', 'What the server gives is not encrypted to your key.', { cause: error });
}

/**
 * Tries the keys that the sender may have signed with. A manifest that names none of them is refused with the first
 * reason, which is about the remembered key, or the one of today.
 */
async function openBy(
  { account, delivery }: SealedPorts,
  sealed: Uint8Array,
  opener: Opener,
  candidates: readonly Candidate[],
  rememberedFingerprint: string | undefined,
): Promise<Opening> {
  const expected = {
    deliveryId: delivery.id,
    level: delivery.level as 3 | 4,
    senderAddress: delivery.sender.email,
    rememberedFingerprint,
    myAddress: account.email,
    objects: delivery.files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
  };
  let first: unknown;
  for (const signer of candidates) {
    try {
      const input = { with: opener, expected: { ...expected, senderKey: signer.key } };
      return { opened: await openManifest(sealed, input), signer };
    } catch (error) {
      first ??= error;
      if (!(error instanceof KeyringError) || error.code !== 'wrong_signer') throw error;
      const { actualFingerprint } = error.details;
      if (actualFingerprint === signer.key.fingerprint && rememberedFingerprint) {
        // Rightly signed, with another key than the remembered one.
        const sentence = await changedKey(delivery.sender.email, rememberedFingerprint, actualFingerprint);
        throw new KeyringError('wrong_signer', sentence);
      }
    }
  }
  if (first) throw first;
  return { opened: await openManifest(sealed, { with: opener, expected }), signer: candidates[0]! };
}

/**
 * After the first opening by code the copy is exchanged for one that only the own key opens, so that the code is worth
 * nothing any more. Only for a key that this computer knows to be the person's: the server's word is not enough.
 */
async function keepForOwnKey(
  { terminal, client, account, token, delivery }: SealedPorts,
  sealed: Uint8Array,
  accessCode: string,
  { key: senderKey }: Candidate,
): Promise<void> {
  const own = await loadOwnKey(terminal, client.server, account.email);
  if (!own)
    return terminal.note('Keep the access code: with a key of your own ("umschlag help keys") you would not need it.');
  const expected = {
    deliveryId: delivery.id,
    level: delivery.level as 3 | 4,
    senderAddress: delivery.sender.email,
    senderKey,
    myAddress: account.email,
    objects: delivery.files.map((file) => ({ fileId: file.id, sizeBytes: file.sealedSizeBytes })),
  };
  const octets = await copyToOwnKey(sealed, { accessCode, expected, ownKey: await publicOf(own) });
  const query = { fingerprint: own.fingerprint };
  await client.sendOctets('PUT /api/v1/links/:token/manifest', { params: { token }, query, octets });
  terminal.note('From now on it opens with your key; the access code opens nothing any more.');
}
