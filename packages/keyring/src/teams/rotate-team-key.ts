import { sealFormerKey } from '../keys/former-key.ts';
import type { PublicKey, SecretKey } from '../keys/key.ts';
import { signRotation } from '../keys/rotate-key.ts';
import { sealTeamCopies, type TeamCopy } from './seal-team-copies.ts';
import { generateTeamKey } from './team-key.ts';

interface RotateTeamKeyInput {
  readonly teamId: string;
  /** The team's until now, unlocked. */
  readonly teamKey: SecretKey;
  /** The member's who rotates, unlocked. */
  readonly giver: SecretKey;
  /** Of all members who stay and have a key, the giver among them. */
  readonly memberKeys: readonly PublicKey[];
  readonly now?: Date;
}

/** What takes the place of a team's key. Nothing in it opens without a member's key. */
export interface TeamRotation {
  readonly publicKey: PublicKey;
  /** Armored, signed by the former key and the new one. */
  readonly statement: string;
  /** The former secret key, encrypted to the new one: whoever opens the newest opens all before. */
  readonly formerKey: Uint8Array<ArrayBuffer>;
  /** In the order of `memberKeys`. */
  readonly copies: readonly TeamCopy[];
}

/** A next key for the team, which whoever is not among `memberKeys` cannot open. */
export async function rotateTeamKey(input: RotateTeamKeyInput): Promise<TeamRotation> {
  const { teamId, teamKey: oldKey, giver, memberKeys, now = new Date() } = input;
  const { secret: newKey } = await generateTeamKey({ teamId, now });
  return {
    publicKey: newKey.public,
    statement: await signRotation({ oldKey, newKey, now }),
    formerKey: await sealFormerKey({ oldKey, newKey, now }),
    copies: await sealTeamCopies({ teamKey: newKey, giver, memberKeys, now }),
  };
}
