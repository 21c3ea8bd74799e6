import {
  generateTeamKey,
  openFormerKeys,
  openTeamCopy,
  type PublicKey,
  readPublicKey,
  readTeamKey,
  rotateTeamKey,
  type SecretKey,
  sealTeamCopies,
  type TeamCopy,
  teamAddress,
  verifySuccession,
} from '@umschlag/keyring';
import { textFromBase64, textToBase64 } from '../../keys/octets.ts';
import type { OfferedKey } from '../../sealing/sealing-calls.ts';
import { checkKey } from '../../sealing/worker/check-key.ts';
import { fromBase64, toBase64 } from '../../transfer/base64.ts';
import type { CopyMaterial, CopyReader, NewTeamKey, NextTeamKey, OpenedTeamKey, StoredTeamKey } from '../team-calls.ts';

/** Makes, opens and gives on the keys of one account's teams. They are held like the account's own, and go with them. */
export class HeldTeamKeys {
  readonly #open = new Map<string, SecretKey>();

  clear(): void {
    this.#open.clear();
  }

  get(fingerprint: string): SecretKey | undefined {
    return this.#open.get(fingerprint);
  }

  /**
   * Opens one's copy, and with it the team's former keys. Throws `KeyringError`, `rotation_invalid` among others where
   * the team's key of today does not follow the known one.
   */
  async open(ownKeys: readonly SecretKey[], stored: StoredTeamKey): Promise<OpenedTeamKey> {
    const { key, copy } = stored;
    const teamKey = await teamKeyOf(stored);
    const members = await readableOf(stored.members);
    const { key: newest, givenBy } = await openTeamCopy(fromBase64(copy), { teamKey, ownKeys, members });
    const former = await openFormerKeys({
      newest,
      replaced: key.formerKeys.map(({ publicKey, formerKey }, index) => ({
        publicKey: fromBase64(publicKey),
        replacedBy: index === 0 ? teamKey.fingerprint : key.formerKeys[index - 1]!.fingerprint,
        sealed: fromBase64(formerKey),
      })),
      onUnopened: (error) => console.warn(error),
    });
    for (const one of [newest, ...former]) this.#open.set(one.public.fingerprint, one);
    return { fingerprint: teamKey.fingerprint, givenBy };
  }
}

/** Today's public key of the team, which follows the known one if there is one. */
function teamKeyOf({ teamId, key, known }: StoredTeamKey): Promise<PublicKey> {
  const publicKey = fromBase64(key.publicKey);
  if (known === undefined) return readTeamKey({ teamId, key: publicKey, purpose: 'history' });
  return verifySuccession(known, {
    address: teamAddress(teamId),
    publicKey,
    formerKeys: key.formerKeys.map((former) => ({
      publicKey: fromBase64(former.publicKey),
      statement: textFromBase64(former.statement),
    })),
    purpose: 'history',
  });
}

/** Members' keys, for checking who gave a copy; what is not readable, or of another address, has given nothing. */
async function readableOf(offered: readonly OfferedKey[]): Promise<PublicKey[]> {
  const read = offered.map(({ address, publicKey }) =>
    readPublicKey({ key: fromBase64(publicKey), address, purpose: 'history' }).catch(() => undefined),
  );
  return (await Promise.all(read)).filter((key) => key !== undefined);
}

/** A first key for a team, of which every reader gets a copy. Nothing of it is held: it opens by one's own copy. */
export async function makeTeamKey(
  giver: SecretKey,
  { teamId, readers }: { teamId: string; readers: readonly CopyReader[] },
): Promise<NewTeamKey> {
  const { secret, publicKeyOctets, fingerprint } = await generateTeamKey({ teamId });
  return {
    fingerprint,
    body: { fingerprint, publicKey: toBase64(publicKeyOctets), copies: await giveCopies(giver, secret, readers) },
  };
}

/** Copies of a team's key for some members. */
export async function giveCopies(
  giver: SecretKey,
  teamKey: SecretKey,
  readers: readonly CopyReader[],
): Promise<CopyMaterial[]> {
  return materialOf(await sealTeamCopies({ teamKey, giver, memberKeys: await keysOf(readers) }), readers);
}

/** The next key of a team, with copies for those who stay. */
export async function nextTeamKey(
  giver: SecretKey,
  teamKey: SecretKey,
  { teamId, readers }: { teamId: string; readers: readonly CopyReader[] },
): Promise<NextTeamKey> {
  const made = await rotateTeamKey({ teamId, teamKey, giver, memberKeys: await keysOf(readers) });
  const { publicKey, statement, formerKey, copies } = made;
  return {
    fingerprint: publicKey.fingerprint,
    body: {
      fingerprint: publicKey.fingerprint,
      publicKey: toBase64(publicKey.openpgp.write()),
      statement: textToBase64(statement),
      formerKey: toBase64(formerKey),
      formerFingerprint: teamKey.public.fingerprint,
      copies: materialOf(copies, readers),
    },
  };
}

const keysOf = (readers: readonly CopyReader[]): Promise<PublicKey[]> => Promise.all(readers.map(checkKey));

/** Copies stand in the order of their readers. */
const materialOf = (copies: readonly TeamCopy[], readers: readonly CopyReader[]): CopyMaterial[] =>
  copies.map(({ sealedTo, octets }, index) => ({
    accountId: readers[index]!.accountId,
    sealedTo,
    material: toBase64(octets),
  }));
