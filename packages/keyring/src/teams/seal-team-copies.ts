import { newSessionKey } from '@umschlag/sealed';
import { createMessage, encrypt } from 'openpgp';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { sessionKeyOf, WRITING } from '../manifest/message-profile.ts';

interface SealTeamCopiesInput {
  /** The team's, unlocked. */
  readonly teamKey: SecretKey;
  /** The member's who gives the copies, unlocked: signs them. */
  readonly giver: SecretKey;
  /** Of the members whose copies these are, read for encryption. */
  readonly memberKeys: readonly PublicKey[];
  readonly now?: Date;
}

/** A team's secret key for one member, named by the key that alone opens it. */
export interface TeamCopy {
  readonly sealedTo: string;
  readonly octets: Uint8Array<ArrayBuffer>;
}

/**
 * A team's secret key for each of some members, in their order: binary OpenPGP messages, signed by the member who gives
 * them, since the server knows all public keys and could otherwise put a team key of its own there.
 */
export function sealTeamCopies({ memberKeys, ...input }: SealTeamCopiesInput): Promise<TeamCopy[]> {
  return Promise.all(
    memberKeys.map(async (memberKey) => ({
      sealedTo: memberKey.fingerprint,
      octets: await sealFor(memberKey, input),
    })),
  );
}

async function sealFor(
  memberKey: PublicKey,
  { teamKey, giver, now = new Date() }: Omit<SealTeamCopiesInput, 'memberKeys'>,
): Promise<Uint8Array<ArrayBuffer>> {
  const sealed = await encrypt({
    message: await createMessage({ binary: teamKey.openpgp.write(), date: now }),
    signingKeys: giver.openpgp,
    encryptionKeys: memberKey.openpgp,
    sessionKey: sessionKeyOf(newSessionKey()),
    format: 'binary',
    date: now,
    config: WRITING,
  });
  return new Uint8Array(sealed);
}
