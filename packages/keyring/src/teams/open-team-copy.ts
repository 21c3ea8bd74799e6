import { type DecryptMessageResult, decrypt } from 'openpgp';
import { KeyringError } from '../errors.ts';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { parseSecretKey } from '../keys/parse-key.ts';
import { holdsAllOf, requireConsistent } from '../keys/secret-parts.ts';
import { CLOCK_SKEW_MS, READING } from '../manifest/message-profile.ts';
import { readPackets } from '../manifest/packets.ts';
import { requireSigner } from '../manifest/signer.ts';

interface OpenTeamCopyInput {
  /** The team's public key, read with `readTeamKey`: what must be inside. */
  readonly teamKey: PublicKey;
  /** One's own, unlocked: the present one and the former ones. */
  readonly ownKeys: readonly SecretKey[];
  /** Keys of the members, any of whom may have given the copy. */
  readonly members: readonly PublicKey[];
  readonly now?: Date;
}

interface OpenedTeamCopy {
  readonly key: SecretKey;
  /**
   * Fingerprint of the member's key that gave it; undefined if that one is not (or no longer) among `members`: then
   * nothing but the server says that this is the team's key, unless its fingerprint is known already.
   */
  readonly givenBy: string | undefined;
}

/**
 * Opens one's copy of a team's secret key. Throws `KeyringError`: `damaged` and `malformed` as manifests do,
 * `wrong_secret` if none of the own keys opens it, `not_signed`, `bad_signature`, and `key_mismatch` if it holds
 * another key than the team's.
 */
export async function openTeamCopy(octets: Uint8Array, input: OpenTeamCopyInput): Promise<OpenedTeamCopy> {
  const { teamKey, ownKeys, members, now = new Date() } = input;
  const { message, packets } = await readPackets(octets);
  if (packets.forKeys.length !== 1 || packets.forCodes.length > 0) {
    throw new KeyringError('malformed', 'A copy of a team’s key is encrypted to one member and to nobody else.');
  }
  const { data, signatures } = await decrypt({
    message,
    decryptionKeys: ownKeys.map(({ openpgp }) => openpgp),
    verificationKeys: members.map(({ openpgp }) => openpgp),
    date: new Date(now.getTime() + CLOCK_SKEW_MS),
    format: 'binary',
    config: READING,
  }).catch((cause) => {
    throw new KeyringError('wrong_secret', 'None of these keys opens the copy, or it was altered.', { cause });
  });
  const givenBy = await giverOf(signatures, members);
  const openpgp = await parseSecretKey(new Uint8Array(data));
  if (!holdsAllOf(openpgp, teamKey)) {
    throw new KeyringError('key_mismatch', 'The copy holds another key than the team’s.');
  }
  await requireConsistent(openpgp);
  return { key: { public: teamKey, openpgp }, givenBy };
}

async function giverOf(
  signatures: DecryptMessageResult['signatures'],
  members: readonly PublicKey[],
): Promise<string | undefined> {
  const senderKey = members.find(({ openpgp }) => signatures.some(({ keyID }) => openpgp.getKeys(keyID).length > 0));
  try {
    return (await requireSigner(signatures, { senderKey })).fingerprint;
  } catch (error) {
    // Another member's, who has left or renewed their key since.
    if (error instanceof KeyringError && error.code === 'unknown_signer') return undefined;
    throw error;
  }
}
