import type { AccountKey } from '@umschlag/contract';
import {
  generateKey,
  lockWith,
  newRecoveryCode,
  passphraseStrength,
  type SecretKey,
  suggestPassphrase,
  tuneArgon2,
  writeUnlock,
} from '@umschlag/keyring';
import { isFromFile, type SignedIn, secretOf } from '../account/index.ts';
import { CommandError, EXIT, UsageError } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';
import { inWords } from './contacts.ts';
import { ownKeyFrom, storeOwnKey } from './own-key.ts';

/** Makes a key for the account and leaves it, locked, at the server. @returns its revocation certificate */
export async function createKey(terminal: Terminal, session: SignedIn): Promise<string> {
  await requireNone(session);
  const passphrase = await newPassphrase(terminal);
  const { secret, revocationCertificate } = await generateKey({ address: session.account.email });
  await enrol(terminal, session, secret, passphrase);
  return revocationCertificate;
}

/** Leaves a key of another program's at the server, locked. */
export async function enrolImported(terminal: Terminal, session: SignedIn, secret: SecretKey): Promise<void> {
  await requireNone(session);
  await enrol(terminal, session, secret, await newPassphrase(terminal));
}

/** @throws CommandError before anybody has thought of a passphrase for nothing */
async function requireNone({ client, account }: SignedIn): Promise<void> {
  const { key } = await client.call('GET /api/v1/account/key', {});
  if (!key) return;
  throw new CommandError(
    EXIT.refused,
    `key_exists: ${account.email} has a key already (${key.fingerprint}); take it with "umschlag keys fetch".`,
  );
}

async function newPassphrase(terminal: Terminal): Promise<string> {
  const setting = 'UMSCHLAG_PASSPHRASE_FILE';
  const suggestion = `New passphrase for your key, at least 12 characters, such as ${suggestPassphrase()}: `;
  const passphrase = await secretOf(terminal, { question: suggestion, setting });
  if (!isFromFile(terminal, setting)) {
    const again = await secretOf(terminal, { question: 'The same again: ', setting });
    if (again !== passphrase) throw new UsageError('The two are not the same; nothing was done.');
  }
  if (passphraseStrength(passphrase) === 'weak') terminal.note('This passphrase is weak: short, or with few letters.');
  return passphrase;
}

async function enrol(terminal: Terminal, session: SignedIn, secret: SecretKey, passphrase: string): Promise<void> {
  const { client, account } = session;
  const code = newRecoveryCode();
  const { cost } = await tuneArgon2();
  const byPassphrase = await lockWith({ key: secret, secret: { kind: 'passphrase', passphrase }, argon2: cost });
  const byCode = await lockWith({ key: secret, secret: { kind: 'recovery-code', code } });
  const { fingerprint, keyVersion: version, openpgp } = secret.public;
  const body = {
    fingerprint,
    version,
    publicKey: Buffer.from(openpgp.write()).toString('base64'),
    unlocks: [byPassphrase, byCode].map((unlock) => ({
      kind: unlock.kind,
      label: unlock.kind === 'passphrase' ? 'Passphrase' : 'Recovery code',
      material: Buffer.from(writeUnlock(unlock)).toString('base64'),
    })),
  };
  const { key } = await client.call('POST /api/v1/account/key', { body });
  requireSame(key, fingerprint);
  terminal.note('Recovery code, shown this once. Without passphrase and code all that was encrypted to you is lost:');
  terminal.print(code);
  // Not what the server sent back: what was made here.
  const unlocks = [byPassphrase, byCode].map(writeUnlock);
  await storeOwnKey(terminal, client.server, { ...ownKeyFrom(account.email, key), publicKey: body.publicKey, unlocks });
  terminal.note(`The key of ${account.email}:\n    ${await inWords(fingerprint)}`);
}

function requireSame(key: AccountKey, fingerprint: string): void {
  if (key.fingerprint === fingerprint) return;
  throw new CommandError(EXIT.untrusted, 'key_mismatch: The server has kept another key than the one that was made.');
}
