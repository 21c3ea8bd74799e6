import { generateKey, type NewKey } from '../keys/generate-key.ts';
import type { PublicKey } from '../keys/key.ts';
import type { KeyInput } from '../keys/parse-key.ts';
import { type KeyPurpose, readPublicKey } from '../keys/read-public-key.ts';

/** RFC 2606 §2: nobody can ever own it, so that a team's key never passes for that of a person. */
const DOMAIN = 'teams.umschlag.invalid';

/**
 * What stands in a team's key in place of a mail address: it ties the key to this team, whatever the team is called.
 * @param teamId a UUID; throws `RangeError` for anything else
 */
export function teamAddress(teamId: string): string {
  const id = teamId.toLowerCase();
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new RangeError('A team is named by a UUID.');
  return `${id}@${DOMAIN}`;
}

/** A new key for a team, of the same kind as an account's. */
export const generateTeamKey = ({ teamId, now }: { teamId: string; now?: Date }): Promise<NewKey> =>
  generateKey({ address: teamAddress(teamId), ...(now && { now }) });

interface ReadTeamKeyInput {
  readonly teamId: string;
  readonly key: KeyInput;
  readonly now?: Date;
  readonly purpose?: KeyPurpose;
}

/** A team's public key. Throws as `readPublicKey`; `key_address_mismatch` for the key of another team or of a person. */
export const readTeamKey = ({ teamId, ...rest }: ReadTeamKeyInput): Promise<PublicKey> =>
  readPublicKey({ ...rest, address: teamAddress(teamId) });
