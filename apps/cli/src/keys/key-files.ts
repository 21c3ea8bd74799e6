import { readFile, writeFile } from 'node:fs/promises';
import { exportPublicKey, exportSecretKey, importSecretKey, type SecretKey } from '@umschlag/keyring';
import { isFromFile, secretIfAny, secretOf } from '../account/index.ts';
import { UsageError } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';
import { type OwnKey, publicOf, unlockOwnKey } from './own-key.ts';

const SETTING = 'UMSCHLAG_FILE_PASSPHRASE_FILE';
/** The largest key that the keyring reads, in armor. */
const MAX_OCTETS = 400_000;

/** Writes the key for other OpenPGP programs; the secret one locked with a passphrase of its own. */
export async function exportKey(
  terminal: Terminal,
  key: OwnKey,
  { file, isSecret, withRecoveryCode }: { file: string; isSecret: boolean; withRecoveryCode: boolean },
): Promise<void> {
  const armored = isSecret ? await lockedFor(terminal, key, withRecoveryCode) : exportPublicKey(await publicOf(key));
  if (file === '-') return terminal.print(armored.trimEnd());
  await writeNew(file, armored, isSecret ? 0o600 : 0o644);
  terminal.note(`The ${isSecret ? 'secret' : 'public'} key is in ${file}.`);
}

async function lockedFor(terminal: Terminal, key: OwnKey, withRecoveryCode: boolean): Promise<string> {
  const secret = await unlockOwnKey(terminal, key, withRecoveryCode);
  const question = 'Passphrase for the file (another one: other programs lock less well): ';
  const passphrase = await secretOf(terminal, { question, setting: SETTING });
  if (!isFromFile(terminal, SETTING)) {
    const again = await secretOf(terminal, { question: 'The same again: ', setting: SETTING });
    if (again !== passphrase) throw new UsageError('The two are not the same; nothing was written.');
  }
  return exportSecretKey({ key: secret, passphrase });
}

/** Reads a secret key of another program's. @throws KeyringError, UsageError */
export async function readKeyFile(terminal: Terminal, file: string, address: string): Promise<SecretKey> {
  const octets = await readFile(file).catch((cause) => {
    throw new UsageError(`The file ${file} cannot be read (${cause.code}).`, { cause });
  });
  if (octets.length > MAX_OCTETS) throw new UsageError(`The file ${file} is too large for a key.`);
  const isArmored = octets.subarray(0, 200).toString('latin1').includes('-----BEGIN PGP');
  const passphrase = await secretIfAny(terminal, {
    question: 'Passphrase of the file (empty: it has none): ',
    setting: SETTING,
  });
  return importSecretKey({
    key: isArmored ? octets.toString() : octets,
    address,
    ...(passphrase ? { passphrase } : {}),
  });
}

/** Never over a file that is there. */
export async function writeNew(file: string, text: string, mode: number): Promise<void> {
  await writeFile(file, text, { flag: 'wx', mode }).catch((cause) => {
    const why = cause.code === 'EEXIST' ? 'is there already' : `cannot be written (${cause.code})`;
    throw new UsageError(`The file ${file} ${why}.`, { cause });
  });
}
