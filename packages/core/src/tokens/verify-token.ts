import { AppError, nothingHere } from '@umschlag/std';
import { decodeProtectedHeader, errors, type JWTPayload, jwtVerify } from 'jose';
import { findVerifyingKey, type KeyRingDeps } from './key-ring.ts';
import { ALGORITHM, type SigningKey } from './signing-keys.repository.ts';
import { type TokenPurpose, typeOf } from './token-purpose.ts';

/** Our key ids are UUIDs; anything else is not looked up. */
const KID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function kidOf(token: string): string {
  let kid: unknown;
  try {
    ({ kid } = decodeProtectedHeader(token));
  } catch (cause) {
    throw nothingHere(cause);
  }
  if (typeof kid !== 'string' || !KID.test(kid)) throw nothingHere();
  return kid;
}

async function verifySignature(token: string, key: SigningKey, purpose: TokenPurpose, now: Date): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, key.publicKey, {
      algorithms: [ALGORITHM],
      audience: purpose,
      typ: typeOf(purpose),
      requiredClaims: ['exp', 'iat'],
      currentDate: now,
    });
    return payload;
  } catch (cause) {
    // jose checks the signature, the type and the audience first: only a token of ours can be expired.
    if (cause instanceof errors.JWTExpired) throw new AppError('token_expired', 'The token has expired.', { cause });
    if (cause instanceof errors.JOSEError) throw nothingHere(cause);
    throw cause;
  }
}

/**
 * What a token says, once it is proved to be ours, of this purpose and of today.
 * @throws AppError token_expired; not_found for anything else that is wrong with it
 */
export async function verifyToken(
  deps: KeyRingDeps,
  purpose: TokenPurpose,
  token: string,
): Promise<Readonly<Record<string, string>>> {
  const key = await findVerifyingKey(deps, kidOf(token));
  if (!key) throw nothingHere();
  const payload = await verifySignature(token, key, purpose, deps.clock.now());
  return Object.fromEntries(
    Object.entries(payload).filter(
      (entry): entry is [string, string] => entry[0] !== 'aud' && typeof entry[1] === 'string',
    ),
  );
}
