import { createMessage, readMessage, sign, verify } from 'openpgp';
import type { PublicKey, SecretKey } from './key.ts';
import { PROFILE } from './profile.ts';
import { requireStatement, rotationInvalid, rotationOf, writeStatement } from './rotation-statement.ts';

interface SignRotationInput {
  readonly oldKey: SecretKey;
  readonly newKey: SecretKey;
  readonly now?: Date;
}

/**
 * A statement that the new key takes the old one's place, signed by both: the old one vouches for the new one, the new
 * one shows that it is in the same hands. An armored OpenPGP message. Throws `RangeError` for keys of two addresses.
 */
export async function signRotation({ oldKey, newKey, now = new Date() }: SignRotationInput): Promise<string> {
  if (oldKey.public.address !== newKey.public.address) throw new RangeError('Keys of two addresses.');
  const statement = rotationOf(oldKey.public, newKey.public);
  const message = await createMessage({ text: writeStatement(statement), date: now });
  return sign({ message, signingKeys: [oldKey.openpgp, newKey.openpgp], date: now, config: PROFILE });
}

interface VerifyRotationInput {
  readonly statement: string;
  /** The key that was trusted until now, read with the purpose `history` if it has been revoked meanwhile. */
  readonly oldKey: PublicKey;
  readonly newKey: PublicKey;
  readonly now?: Date;
}

/**
 * When the old key named the new one as its successor. Throws `rotation_invalid` unless both signed exactly this, not
 * in the future, while they were valid; a statement of a key that was revoked as compromised never holds.
 */
export async function verifyRotation(input: VerifyRotationInput): Promise<{ rotatedAt: Date }> {
  const { statement, oldKey, newKey, now = new Date() } = input;
  const message = await readMessage({ armoredMessage: statement, config: PROFILE }).catch((cause) => {
    throw rotationInvalid('It is not readable.', cause);
  });
  const verificationKeys = [oldKey.openpgp, newKey.openpgp];
  const { data, signatures } = await verify({ message, verificationKeys, date: now, config: PROFILE });
  requireStatement(data, rotationOf(oldKey, newKey));
  const signers = await Promise.all(signatures.map(signerOf));
  const dates = [oldKey, newKey].map(({ openpgp }) => {
    const own = signers.find(({ keyId }) => openpgp.getKeyIDs().some((id) => id.toHex() === keyId));
    if (!own) throw rotationInvalid('One of the two keys did not sign it.');
    return own.signedAt;
  });
  return { rotatedAt: dates[0]! };
}

type Verified = Awaited<ReturnType<typeof verify>>['signatures'][number];

async function signerOf({ keyID, verified, signature }: Verified): Promise<{ keyId: string; signedAt: Date }> {
  try {
    await verified;
    const [packet] = (await signature).packets;
    return { keyId: keyID.toHex(), signedAt: packet!.created! };
  } catch (cause) {
    throw rotationInvalid('A signature is not valid.', cause);
  }
}
