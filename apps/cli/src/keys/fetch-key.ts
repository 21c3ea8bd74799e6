import type { FormerKey } from '@umschlag/contract';
import { verifySuccession } from '@umschlag/keyring';
import type { SignedIn } from '../account/index.ts';
import { CommandError, EXIT } from '../exit.ts';
import type { Terminal } from '../terminal/index.ts';
import { changedKey, inWords, keyChanged } from './contacts.ts';
import { loadOwnKey, type OwnKey, ownKeyFrom, storeOwnKey, unlockOwnKey } from './own-key.ts';

/**
 * Takes one's key, locked as it is, from the server to this computer. It must open here: that nobody but its owner can
 * make happen. A key that this computer had before must vouch for it, or the person must say so.
 * @throws CommandError, KeyringError
 */
export async function fetchKey(
  terminal: Terminal,
  { client, account }: SignedIn,
  how: { withRecoveryCode: boolean; accepted: ReadonlySet<string> },
): Promise<void> {
  const { key, formerKeys } = await client.call('GET /api/v1/account/key', {});
  if (!key) {
    throw new CommandError(
      EXIT.refused,
      `not_found: ${account.email} has no key; make one with "umschlag keys create".`,
    );
  }
  const offered = ownKeyFrom(account.email, key);
  const here = await loadOwnKey(terminal, client.server, account.email);
  if (here && here.fingerprint !== offered.fingerprint) {
    const isVouched = await isSuccessor(here, offered, formerKeys);
    if (isVouched) terminal.note('The key that was here before vouches for the new one.');
    else if (!how.accepted.has(offered.address)) {
      throw keyChanged(await changedKey(offered.address, here.fingerprint, offered.fingerprint));
    }
  }
  await unlockOwnKey(terminal, offered, how.withRecoveryCode);
  await storeOwnKey(terminal, client.server, offered);
  terminal.note(`The key of ${account.email} is on this computer now, locked:\n    ${await inWords(key.fingerprint)}`);
}

/** Whether the old key has signed, at its end, that the new one takes its place, or one between them that it did. */
async function isSuccessor(here: OwnKey, offered: OwnKey, formerKeys: readonly FormerKey[]): Promise<boolean> {
  const { address, publicKey } = offered;
  try {
    await verifySuccession(here.fingerprint, {
      address,
      publicKey: Buffer.from(publicKey, 'base64'),
      formerKeys: formerKeys.map((former) => ({
        publicKey: Buffer.from(former.publicKey, 'base64'),
        statement: Buffer.from(former.statement, 'base64').toString(),
      })),
      purpose: 'history',
    });
    return true;
  } catch {
    // Whatever is wrong with it: then it does not vouch, and the person decides.
    return false;
  }
}
