import { rename } from 'node:fs/promises';
import type { AccountKey } from '@umschlag/contract';
import {
  KeyringError,
  openUnlock,
  type PublicKey,
  readPublicKey,
  readUnlock,
  type SecretKey,
  type Unlock,
  type UnlockSecret,
} from '@umschlag/keyring';
import { accountFile, isFromFile, readJson, secretOf, writeJson } from '../account/index.ts';
import { UsageError } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';

/** One's own key as this computer keeps it: locked. */
export interface OwnKey {
  readonly version: 1;
  readonly address: string;
  readonly fingerprint: string;
  /** Base64. */
  readonly publicKey: string;
  /** As `writeUnlock` wrote them. */
  readonly unlocks: readonly string[];
  readonly addressSalt: string;
  readonly logSeq: number;
}

const fileOf = (terminal: Pick<Terminal, 'env'>, server: string, email: string) =>
  accountFile(terminal, server, email, 'key.json');

/** @throws UsageError when the file is there and not readable */
export function loadOwnKey(terminal: Terminal, server: string, email: string): Promise<OwnKey | undefined> {
  return readJson(fileOf(terminal, server, email), isOwnKey);
}

/** As {@link loadOwnKey}. @throws UsageError that says what to do when there is none */
export async function requireOwnKey(terminal: Terminal, server: string, email: string): Promise<OwnKey> {
  const key = await loadOwnKey(terminal, server, email);
  if (key) return key;
  throw new UsageError(
    `There is no key of ${email} on this computer: make one with "umschlag keys create", or take the one that you ` +
      'have (made in the browser or elsewhere) with "umschlag keys fetch".',
  );
}

/** Keeps a key; one that was there before stays beside it, under its fingerprint. @throws UsageError */
export async function storeOwnKey(terminal: Terminal, server: string, key: OwnKey): Promise<void> {
  const file = fileOf(terminal, server, key.address);
  const before = await readJson(file, isOwnKey);
  if (before && before.fingerprint !== key.fingerprint) {
    await rename(file, accountFile(terminal, server, key.address, `key-${before.fingerprint}.json`));
  }
  await writeJson(file, key);
}

/** What the server keeps of one's key, in the form that this computer keeps. */
export function ownKeyFrom(
  address: string,
  key: Pick<AccountKey, 'fingerprint' | 'publicKey' | 'unlocks' | 'addressSalt' | 'logSeq'>,
): OwnKey {
  const unlocks = key.unlocks.map(({ material }) => Buffer.from(material, 'base64').toString());
  const { fingerprint, publicKey, addressSalt, logSeq } = key;
  return { version: 1, address: address.toLowerCase(), fingerprint, publicKey, unlocks, addressSalt, logSeq };
}

/** @throws KeyringError also when the key is not the one that its label says */
export async function publicOf(key: Pick<OwnKey, 'publicKey' | 'address' | 'fingerprint'>): Promise<PublicKey> {
  const read = await readPublicKey({
    key: Buffer.from(key.publicKey, 'base64'),
    address: key.address,
    purpose: 'history',
  });
  if (read.fingerprint === key.fingerprint) return read;
  throw new KeyringError('key_mismatch', 'The public key is not the one that its fingerprint names.');
}

const TRIES = 3;

/**
 * Unlocks one's key with the passphrase, or with the recovery code. A person may try three times.
 * @throws KeyringError `wrong_secret` and what `openUnlock` throws; UsageError, Interrupted
 */
export async function unlockOwnKey(terminal: Terminal, key: OwnKey, withRecoveryCode = false): Promise<SecretKey> {
  const publicKey = await publicOf(key);
  const unlock = unlockOf(key, withRecoveryCode ? 'recovery-code' : 'passphrase');
  const wish = withRecoveryCode
    ? { question: 'Recovery code: ', setting: 'UMSCHLAG_RECOVERY_CODE_FILE' }
    : { question: 'Passphrase of your key: ', setting: 'UMSCHLAG_PASSPHRASE_FILE' };
  for (let attempt = 1; ; attempt += 1) {
    const typed = await secretOf(terminal, wish);
    const secret: UnlockSecret = withRecoveryCode
      ? { kind: 'recovery-code', code: typed }
      : { kind: 'passphrase', passphrase: typed };
    try {
      return await openUnlock({ unlock, secret, publicKey });
    } catch (error) {
      const isTypo =
        error instanceof KeyringError && (error.code === 'wrong_secret' || error.code === 'recovery_code_invalid');
      if (!isTypo || attempt === TRIES || isFromFile(terminal, wish.setting)) throw error;
      terminal.note('That is not the right one.');
    }
  }
}

function unlockOf({ unlocks }: OwnKey, kind: Unlock['kind']): Unlock {
  const found = unlocks.map(readUnlock).find((unlock) => unlock.kind === kind);
  if (found) return found;
  const other = kind === 'passphrase' ? ' Try --recovery-code.' : '';
  throw new UsageError(`Your key has no ${kind === 'passphrase' ? 'passphrase' : 'recovery code'}.${other}`);
}

function isOwnKey(value: unknown): value is OwnKey {
  const { version, address, fingerprint, publicKey, unlocks, addressSalt, logSeq } = (value ?? {}) as Record<
    string,
    unknown
  >;
  return (
    version === 1 &&
    [address, fingerprint, publicKey, addressSalt].every((one) => typeof one === 'string') &&
    Number.isSafeInteger(logSeq) &&
    Array.isArray(unlocks) &&
    unlocks.every((one) => typeof one === 'string')
  );
}
