import type { DecryptMessageResult, SignaturePacket } from 'openpgp';
import { toHex } from '../base64.ts';
import { KeyringError } from '../errors.ts';
import type { PublicKey } from '../keys/key.ts';

type VerificationResult = DecryptMessageResult['signatures'][number];

export interface ExpectedSigner {
  /** The sender's key as the server or a directory gives it; without it nothing can be checked. */
  readonly senderKey?: Pick<PublicKey, 'fingerprint' | 'openpgp'> | undefined;
  /** The fingerprint that this client remembers for the sender, if there was anything from them before. */
  readonly rememberedFingerprint?: string | undefined;
}

export interface Signer {
  readonly fingerprint: string;
  readonly signedAt: Date;
  /** False at the first contact: then the fingerprint is to be shown, and remembered if the person agrees. */
  readonly remembered: boolean;
}

/** Type `binary` (RFC 9580 §5.2.1): over octets as they are. */
const BINARY = 0;

/**
 * Demands one signature, by the expected key, that is right. Throws `not_signed`, `unknown_signer`, `wrong_signer`,
 * `bad_signature`.
 */
export async function requireSigner(
  signatures: readonly VerificationResult[],
  { senderKey, rememberedFingerprint }: ExpectedSigner,
): Promise<Signer> {
  const [signature, ...others] = signatures;
  if (!signature) throw new KeyringError('not_signed', 'Nobody signed this.');
  if (others.length > 0) throw new KeyringError('bad_signature', 'There is more than one signature.');
  const packet = (await signature.signature).packets[0];
  const named = namedFingerprint(signature, packet);
  if (!senderKey) {
    throw new KeyringError('unknown_signer', 'The key of the signer is not known.', {
      details: {
        actualFingerprint: named,
        ...(rememberedFingerprint && { expectedFingerprint: rememberedFingerprint }),
      },
    });
  }
  const wrongSigner = (actualFingerprint: string): KeyringError =>
    new KeyringError('wrong_signer', 'This was signed with another key than expected.', {
      details: { expectedFingerprint: rememberedFingerprint ?? senderKey.fingerprint, actualFingerprint },
    });
  if (senderKey.openpgp.getKeys(signature.keyID).length === 0) throw wrongSigner(named);
  const signedAt = await requireRight(signature, packet);
  if (rememberedFingerprint !== undefined && rememberedFingerprint !== senderKey.fingerprint) {
    throw wrongSigner(senderKey.fingerprint);
  }
  return { fingerprint: senderKey.fingerprint, signedAt, remembered: rememberedFingerprint !== undefined };
}

/**
 * openpgp.js also checks here that the key was valid for signing at the time of the signature, and that this time is
 * not after the date that the message was decrypted with.
 */
async function requireRight(signature: VerificationResult, packet: SignaturePacket | undefined): Promise<Date> {
  try {
    await signature.verified;
  } catch (cause) {
    throw new KeyringError('bad_signature', 'The signature is not right.', { cause });
  }
  const signedAt = packet?.created;
  if (!signedAt || packet.signatureType !== BINARY) throw new KeyringError('bad_signature', 'Not a binary signature.');
  return signedAt;
}

/** What the signature says of its maker: the fingerprint, or the key id if it has no such subpacket. */
function namedFingerprint(signature: VerificationResult, packet: SignaturePacket | undefined): string {
  const octets = packet?.issuerFingerprint;
  return (octets ? toHex(octets) : signature.keyID.toHex()).toUpperCase();
}
